import { Lock } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../../../preload/contract.ts';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { query } from '../../../state/queries.ts';
import { HoldoutOpenings } from './HoldoutOpenings.tsx';
import { HoldoutTable } from './HoldoutTable.tsx';
import { SealedHoldout } from './SealedHoldout.tsx';

/** What the best strategies are worth on bars that nothing has seen: sealed until somebody asks. */
export function HoldoutPanel({ run }: { readonly run: Run }) {
  const sealed = run.experiment.holdout ?? [];
  const holdout = useQuery({ ...query('runs.holdout', { run: run.id }), enabled: sealed.length > 0 });
  // Another run may have been opened since this was last looked at.
  const openings = useQuery({ ...query('runs.holdoutOpenings', { run: run.id }), enabled: sealed.length > 0, refetchOnMount: 'always' });
  if (sealed.length === 0)
    return (
      <Empty icon={<Lock size={40} />} title="No holdout">
        This experiment uses all of its bars. To keep some sealed until the end, give the next one a holdout among its periods.
      </Empty>
    );
  // Nobody is to open it, or to trust it, before what speaks against that can be read.
  const error = holdout.error ?? openings.error;
  if (error) return <Failed what="The holdout" error={error} retry={() => Promise.all([holdout.refetch(), openings.refetch()])} />;
  if (holdout.data === undefined || !openings.data) return <Loading what="the holdout" />;
  return (
    <div className="hall">
      <HoldoutOpenings openings={openings.data} />
      {holdout.data ? <HoldoutTable run={run} report={holdout.data} /> : <SealedHoldout run={run} />}
    </div>
  );
}
