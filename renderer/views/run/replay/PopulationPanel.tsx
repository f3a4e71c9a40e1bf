import { HTMLSelect } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { GenerationView, IndividualView, LogbookRow } from '../../../../preload/contract.ts';
import { extent, measures } from '../../../charts/measures.ts';
import { populationChart, traded } from '../../../charts/population.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';
import { OperatorLegend } from './OperatorLegend.tsx';

interface PopulationPanelProps {
  readonly generation: GenerationView;
  readonly rows: readonly LogbookRow[];
  readonly objectives: Objectives;
  readonly selected: number | null;
  readonly onOpen: (individual: IndividualView) => void;
}

/** The population as points over two measures that can be chosen. The axes stay the same over the whole run. */
export function PopulationPanel({ generation, rows, objectives, selected, onOpen }: PopulationPanelProps) {
  const colors = useChartColors();
  const choices = useMemo(() => measures(objectives), [objectives]);
  const [xKey, setX] = useState(choices[1]!.key);
  const [yKey, setY] = useState(choices[0]!.key);
  const x = choices.find((m) => m.key === xKey) ?? choices[1]!;
  const y = choices.find((m) => m.key === yKey) ?? choices[0]!;
  const xRange = useMemo(() => extent(rows, x), [rows, x]);
  const yRange = useMemo(() => extent(rows, y), [rows, y]);
  const option = useMemo(
    () => populationChart({ generation, objectives, x, y, xRange, yRange, selected }, colors),
    [generation, objectives, x, y, xRange, yRange, selected, colors],
  );
  const shown = traded(objectives, generation.individuals).length;
  const left = generation.individuals.length - shown;
  const options = choices.map((m) => ({ value: m.key, label: m.name }));
  return (
    <Panel
      title="Population"
      className="population"
      actions={
        <>
          <span className="axis-choice">
            Across <HTMLSelect aria-label="Horizontal axis" value={x.key} options={options} onChange={(e) => setX(e.currentTarget.value)} />
          </span>
          <span className="axis-choice">
            Up <HTMLSelect aria-label="Vertical axis" value={y.key} options={options} onChange={(e) => setY(e.currentTarget.value)} />
          </span>
        </>
      }
    >
      <Chart
        option={option}
        className="population-chart"
        label={`Generation ${generation.row.generation}: ${shown} strategies by ${x.name} and ${y.name}`}
        onPoint={(name) => {
          const individual = generation.individuals.find((i) => String(i.slot) === name);
          if (individual) onOpen(individual);
        }}
      />
      <div className="population-foot">
        <OperatorLegend individuals={generation.individuals} />
        <span className="spring" />
        <span className="muted numbers">
          {count(shown)} shown{left > 0 ? `, ${count(left)} without trades left out` : ''}
        </span>
      </div>
    </Panel>
  );
}
