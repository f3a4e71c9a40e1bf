import { Button } from '@blueprintjs/core';
import { ArrowLeft } from '@blueprintjs/icons';
import { useEffect, useMemo } from 'react';
import type { LogbookRow } from '../../../../../preload/contract.ts';
import { axisMeasures } from '../../../../charts/replay/measures.ts';
import { Failed, Loading } from '../../../../components/Notice.tsx';
import { Panel } from '../../../../components/Panel.tsx';
import { count } from '../../../../format/numbers.ts';
import type { PlotChoice } from '../PopulationCanvas.tsx';
import { type AxisChoice, usePlotChoice } from '../PopulationPanel.tsx';
import { DistributionPlot } from './DistributionPlot.tsx';
import { PairCanvas } from './PairCanvas.tsx';
import { PairChampions } from './PairChampions.tsx';
import { PairTable } from './PairTable.tsx';
import { usePopulation } from './use-population.ts';

interface PairViewProps {
  readonly run: string;
  readonly rows: readonly LogbookRow[];
  readonly a: number;
  readonly b: number;
  readonly choice: AxisChoice;
  readonly objectives: PlotChoice['objectives'];
  readonly onBack: () => void;
}

/** Two generations side by side: points in one plot, distributions, champions and what the logbook says. */
export function PairView({ run, rows, a, b, choice, objectives, onBack }: PairViewProps) {
  const plot = usePlotChoice(choice, rows, objectives);
  const [first, second] = [usePopulation(run, a), usePopulation(run, b)];
  const measures = useMemo(() => axisMeasures(objectives).filter(({ key }) => key !== 'slot'), [objectives]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const busy = event.target instanceof HTMLElement && event.target.closest('[role="dialog"], .bp6-overlay');
      if (event.key === 'Escape' && !busy) onBack();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onBack]);

  const error = first.error ?? second.error;
  if (error) return <Failed what="The pinned generations" error={error} retry={() => Promise.all([first.refetch(), second.refetch()])} />;
  const [rowA, rowB] = [a, b].map((generation) => rows.find((row) => row.generation === generation));
  if (!first.data || !second.data || !rowA || !rowB) return <Loading what="the pinned generations" />;
  return (
    <div className="pair-grid">
      <Panel
        title={`Generations ${count(a)} and ${count(b)}`}
        className="population"
        actions={
          <>
            <span className="pair-legend">
              <span className="swatch of-a" aria-hidden="true" /> A · {count(a)}
              <span className="swatch of-b" aria-hidden="true" /> B · {count(b)}
            </span>
            <Button size="small" icon={<ArrowLeft />} text="Back to the replay" title="Back to the replay (Escape)" onClick={onBack} />
          </>
        }
      >
        <PairCanvas a={first.data} b={second.data} choice={plot} label={`Generations ${a} and ${b} by ${plot.x.name} and ${plot.y.name}`} />
      </Panel>
      <Panel title="Distributions" className="pair-distributions">
        <div className="distributions">
          {measures.map((measure) => (
            <DistributionPlot key={measure.key} a={first.data} b={second.data} measure={measure} objectives={objectives} />
          ))}
        </div>
      </Panel>
      <PairChampions
        run={run}
        a={{ generation: a, slot: first.data.champion }}
        b={{ generation: b, slot: second.data.champion }}
        objectives={objectives}
      />
      <Panel title="Statistics" className="pair-statistics">
        <PairTable a={rowA} b={rowB} objectives={objectives} />
      </Panel>
    </div>
  );
}
