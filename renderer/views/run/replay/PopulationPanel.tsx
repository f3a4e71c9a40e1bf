import { HTMLSelect } from '@blueprintjs/core';
import { memo, useMemo, useState } from 'react';
import type { LogbookRow, PopulationColumns } from '../../../../preload/contract.ts';
import { colorScale, colorScales } from '../../../charts/replay/color-scale.ts';
import { axisMeasures, firstAxes } from '../../../charts/replay/measures.ts';
import { MOST_POINTS } from '../../../charts/replay/plot.ts';
import { Panel } from '../../../components/Panel.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';
import { OperatorLegend } from './OperatorLegend.tsx';
import { type PlotChoice, PopulationCanvas } from './PopulationCanvas.tsx';
import { RampLegend } from './RampLegend.tsx';
import type { Replaying } from './use-replay.ts';

/** What the user has chosen to see: keys of measures. */
export interface AxisChoice {
  readonly x: string;
  readonly y: string;
  readonly color: string;
}

export const firstChoice = (objectives: Objectives): AxisChoice => {
  const [x, y] = firstAxes(objectives);
  return { x, y, color: 'origin' };
};

/** The choice with its measures and their ranges over the whole run, so that axes stay where they are. */
export function usePlotChoice({ x, y, color }: AxisChoice, rows: readonly LogbookRow[], objectives: Objectives): PlotChoice {
  const colors = useChartColors();
  const margin = rows.some((row) => row.failed > 0);
  return useMemo(() => {
    const measures = axisMeasures(objectives);
    const [across, up] = [x, y].map((key) => measures.find((measure) => measure.key === key) ?? measures[0]!) as [
      (typeof measures)[0],
      (typeof measures)[0],
    ];
    const ranges = { xRange: across.range(rows), yRange: up.range(rows) };
    return { x: across, y: up, ...ranges, color: colorScale(color, objectives, rows, colors), objectives, margin };
  }, [x, y, color, rows, objectives, colors, margin]);
}

interface PopulationPanelProps {
  readonly replaying: Replaying;
  /** Of the generation that is shown; null until it is there. */
  readonly columns: PopulationColumns | null;
  readonly rows: readonly LogbookRow[];
  readonly objectives: Objectives;
  readonly choice: AxisChoice;
  readonly onChoose: (choice: AxisChoice) => void;
  readonly chosen: { readonly generation: number; readonly slot: number } | null;
  readonly onPick: (generation: number, slot: number) => void;
}

/** The population as points over two measures that can be chosen, in the colours of a third. */
export const PopulationPanel = memo(function PopulationPanel({
  replaying,
  columns,
  rows,
  objectives,
  choice,
  onChoose,
  chosen,
  onPick,
}: PopulationPanelProps) {
  // The rows of a run that goes on grow with each generation; the axes need not follow each of them.
  const [seen, setSeen] = useState(rows);
  if (seen !== rows && (rows.length - seen.length >= 5 || seen.length < 10)) setSeen(rows);
  const plot = usePlotChoice(choice, seen, objectives);
  const options = axisMeasures(objectives).map(({ key, name }) => ({ value: key, label: name }));
  const failed = columns ? (rows.find((row) => row.generation === columns.generation)?.failed ?? 0) : 0;
  const shown = (columns?.length ?? 0) - failed;
  const stride = Math.max(1, Math.ceil((columns?.length ?? 0) / MOST_POINTS));
  const axis = (name: 'x' | 'y' | 'color', label: string, prefix: string, choices: { value: string; label: string }[]) => (
    <span className="axis-choice">
      {prefix}{' '}
      <HTMLSelect
        aria-label={label}
        value={choice[name]}
        options={choices}
        onChange={({ currentTarget }) => onChoose({ ...choice, [name]: currentTarget.value })}
      />
    </span>
  );
  return (
    <Panel
      title="Population"
      className="population"
      actions={
        <>
          {axis('x', 'Horizontal axis', 'Across', options)}
          {axis('y', 'Vertical axis', 'Up', options)}
          {axis(
            'color',
            'Colour',
            'Colour',
            colorScales(objectives).map(({ key, name }) => ({ value: key, label: name })),
          )}
        </>
      }
    >
      <PopulationCanvas
        replaying={replaying}
        choice={plot}
        chosen={chosen}
        onPick={onPick}
        label={columns ? `Generation ${columns.generation}: ${shown} strategies by ${plot.x.name} and ${plot.y.name}` : 'The population'}
      />
      <div className="population-foot">
        {plot.color.ends || !columns ? <RampLegend scale={plot.color} /> : <OperatorLegend counts={operatorCounts(columns)} />}
        <span className="spring" />
        <span className="muted numbers">
          {count(shown)} shown
          {stride > 1 ? `, every ${stride === 2 ? 'second' : `${stride}th`} of them drawn` : ''}
          {failed > 0 ? `, ${count(failed)} without trades in the margin` : ''}
        </span>
      </div>
    </Panel>
  );
});

function operatorCounts({ operators, operatorNames }: PopulationColumns): ReadonlyMap<string, number> {
  const counts = new Uint32Array(operatorNames.length);
  for (const operator of operators) counts[operator]!++;
  return new Map(operatorNames.map((name, i) => [name, counts[i]!]));
}
