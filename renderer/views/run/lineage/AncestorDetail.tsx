import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { IndividualPlace } from '../../../../preload/contract.ts';
import type { AncestryNode } from '../../../charts/ancestry.ts';
import { Failed } from '../../../components/Notice.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { query } from '../../../state/queries.ts';
import { LineageStep } from './LineageStep.tsx';

interface AncestorDetailProps {
  readonly run: string;
  readonly node: AncestryNode;
  readonly objectives: Objectives;
  readonly onShow: (place: IndividualPlace) => void;
}

/** The ancestor that is looked at: its rule with what its operator changed, and what that did to the fitness. */
export function AncestorDetail({ run, node, objectives, onShow }: AncestorDetailProps) {
  const { generation, slot, until } = node;
  const found = useQuery({ ...query('runs.origin', { run, generation, slot }), placeholderData: keepPreviousData, gcTime: 30_000 });
  if (found.error) return <Failed what="The ancestor" error={found.error} retry={found.refetch} />;
  if (!found.data) return <div className="ancestor-detail" />;
  return (
    <div className="ancestor-detail" aria-live="polite">
      <LineageStep origin={found.data} until={Math.max(until, found.data.generation)} objectives={objectives} onShow={onShow} />
    </div>
  );
}
