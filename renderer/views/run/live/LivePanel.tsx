import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { measures } from '../../../charts/measures.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { logbookQuery } from '../../../state/queries.ts';
import { BestSoFar } from './BestSoFar.tsx';
import { RunStats } from './RunStats.tsx';
import { SummaryPanel } from './SummaryPanel.tsx';

/** How the run goes: counts, the best strategy so far, and a chart for each objective and for the size of the trees. */
export function LivePanel({ run }: { readonly run: Run }) {
  const logbook = useQuery(logbookQuery(run.id));
  const { objectives, generations } = run.experiment;
  const shown = useMemo(() => measures(objectives).filter((m) => m.key !== 'height'), [objectives]);
  if (logbook.error) return <Failed what="The logbook" error={logbook.error} retry={() => logbook.refetch()} />;
  if (!logbook.data) return <Loading what="the logbook" />;
  return (
    <div className="live">
      <RunStats run={run} last={logbook.data.at(-1)} />
      <BestSoFar run={run} />
      <div className="summaries">
        {shown.map((measure) => (
          <SummaryPanel
            key={measure.key}
            measure={measure}
            rows={logbook.data}
            generations={generations}
            weight={objectives.find((o) => o.metric === measure.key)?.weight ?? null}
          />
        ))}
      </div>
    </div>
  );
}
