import { TimelineLineChart } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LogbookRow, Run } from '../../../../preload/contract.ts';
import { measures } from '../../../charts/measures.ts';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { logbookQuery } from '../../../state/queries.ts';
import { BandsPanel } from './BandsPanel.tsx';
import { BestSoFar } from './BestSoFar.tsx';
import { ChampionPanel } from './ChampionPanel.tsx';
import { DiversityPanel } from './DiversityPanel.tsx';
import { HypervolumePanel } from './HypervolumePanel.tsx';
import { RunStats } from './RunStats.tsx';
import { useSample } from './use-sample.ts';
import { WorkersPanel } from './workers/WorkersPanel.tsx';

const sizes = (row: LogbookRow) => row.quartiles?.size ?? null;

/** How the run goes: counts, the best strategy so far, what the population is worth, how different it still is, and who computes. */
export function LivePanel({ run }: { readonly run: Run }) {
  const logbook = useQuery(logbookQuery(run.id));
  const sample = useSample(logbook.data);
  const { objectives, generations, validation } = run.experiment;
  const shown = useMemo(
    () =>
      measures(objectives)
        .filter(({ key }) => key !== 'height')
        .map((measure) => {
          const index = objectives.findIndex(({ metric }) => metric === measure.key);
          return {
            measure,
            weight: objectives[index]?.weight ?? null,
            quartiles: index < 0 ? sizes : (row: LogbookRow) => row.quartiles?.fitness[index] ?? null,
          };
        }),
    [objectives],
  );
  if (logbook.error) return <Failed what="The logbook" error={logbook.error} retry={() => logbook.refetch()} />;
  if (!logbook.data) return <Loading what="the logbook" />;
  const over = { sample, generations };
  if (logbook.data.length === 0 && run.state !== 'running')
    return (
      <Empty icon={<TimelineLineChart size={40} />} title="Nothing computed yet">
        Charts of the population, of its best and of how different it still is appear here with the first generation.
      </Empty>
    );
  const alive = run.state === 'running' || run.state === 'paused';
  return (
    <div className="live">
      <RunStats run={run} last={logbook.data.at(-1)} />
      <BestSoFar run={run} />
      {alive && <WorkersPanel />}
      <div className="summaries">
        {shown
          .filter(({ weight }) => weight !== null)
          .map((one) => (
            <BandsPanel key={one.measure.key} {...one} {...over} />
          ))}
        <ChampionPanel objectives={objectives} validated={validation !== undefined} {...over} />
        {shown
          .filter(({ weight }) => weight === null)
          .map((one) => (
            <BandsPanel key={one.measure.key} {...one} {...over} />
          ))}
        <DiversityPanel {...over} />
        {objectives.length > 1 && <HypervolumePanel {...over} />}
      </div>
    </div>
  );
}
