import { History } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../../../preload/contract.ts';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { logbookQuery } from '../../../state/queries.ts';
import { Replay } from './Replay.tsx';

/** The replay, as soon as there is a generation to look at. */
export function ReplayPanel({ run }: { readonly run: Run }) {
  const logbook = useQuery(logbookQuery(run.id));
  if (logbook.error) return <Failed what="The logbook" error={logbook.error} retry={() => logbook.refetch()} />;
  if (!logbook.data) return <Loading what="the logbook" />;
  if (logbook.data.length === 0)
    return (
      <Empty icon={<History size={40} />} title="Nothing to replay yet">
        Every generation is stored as soon as it is evaluated, and can then be looked at here.
      </Empty>
    );
  return <Replay run={run} rows={logbook.data} />;
}
