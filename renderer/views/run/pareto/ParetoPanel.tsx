import { Button, HTMLSelect, SegmentedControl } from '@blueprintjs/core';
import { Cross, ScatterPlot } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { frontOf } from '../../../charts/front.ts';
import { type Measure, measures } from '../../../charts/measures.ts';
import { type Brush, isIn, type ParetoPoint, paretoChart } from '../../../charts/pareto.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';
import { inspect, useWindow } from '../../../state/window.ts';
import { ParetoChart } from './ParetoChart.tsx';
import { ParetoTable } from './ParetoTable.tsx';
import { type Source, usePoints } from './points.ts';

const measured = ({ of }: Measure, { fitness, size, height }: ParetoPoint) =>
  of({ slot: 0, strategy: '', parents: [], operator: '', fitness, size, height: height ?? Number.NaN });

/** More of an objective is better as its weight says; of size and height less is. */
const aimOf = (objectives: Objectives, { key }: Measure) => ({
  sign: (objectives.find(({ metric }) => metric === key)?.weight ?? -1) > 0 ? (1 as const) : (-1 as const),
});

/** Strategies by any two measures with the front of the two; dragging over them chooses the rows of the table. */
export function ParetoPanel({ run }: { readonly run: Run }) {
  const { objectives } = run.experiment;
  const [source, setSource] = useState<Source>('population');
  const choices = useMemo(
    () => measures(objectives).filter(({ key }) => source === 'population' || key !== 'height'),
    [objectives, source],
  );
  const [keys, setKeys] = useState<readonly [string, string]>([choices[0]!.key, choices[1]!.key]);
  const [brush, setBrush] = useState<Brush | null>(null);
  const { points, all, generation, error, retry } = usePoints(run, source);
  const inspected = useWindow((s) => s.inspected);
  const colors = useChartColors();
  const x = choices.find(({ key }) => key === keys[0]) ?? choices[0]!;
  const y = choices.find(({ key }) => key === keys[1]) ?? choices[1]!;

  const plot = useMemo(() => {
    if (!points) return null;
    const at = (point: ParetoPoint) => [measured(x, point), measured(y, point)] as const;
    const front = frontOf(points.map(at), aimOf(objectives, x), aimOf(objectives, y)).map((i) => points[i]!.key);
    return { points, objectives, x, y, at, front };
  }, [points, objectives, x, y]);
  const selected = points?.find(({ strategy }) => inspected?.run === run.id && inspected.strategy === strategy)?.key ?? null;
  const option = useMemo(() => plot && paretoChart({ ...plot, brush, selected }, colors), [plot, brush, selected, colors]);
  const rows = useMemo(() => (plot ? plot.points.filter((point) => brush === null || isIn(brush, ...plot.at(point))) : []), [plot, brush]);
  const front = useMemo(() => new Set(plot?.front), [plot]);

  if (error) return <Failed what="The strategies" error={error} retry={() => retry()} />;
  if (run.generation < 0)
    return (
      <Empty icon={<ScatterPlot size={40} />} title="No strategies yet">
        The population appears here when its first generation is evaluated.
      </Empty>
    );
  if (!plot || !option) return <Loading what="the strategies" />;
  const open = ({ strategy, title }: ParetoPoint) => inspect({ run: run.id, strategy, origin: title });
  const choose = (side: 0 | 1, key: string) => {
    setBrush(null);
    setKeys(side === 0 ? [key, keys[1]] : [keys[0], key]);
  };
  const axis = (side: 0 | 1, label: string, measure: Measure) => (
    <span className="axis-choice">
      {label}
      <HTMLSelect
        minimal
        aria-label={`${label} axis`}
        value={measure.key}
        onChange={(event) => choose(side, event.currentTarget.value)}
        options={choices.map(({ key, name }) => ({ value: key, label: name }))}
      />
    </span>
  );
  return (
    <div className="pareto">
      <div className="toolbar">
        <SegmentedControl
          size="small"
          aria-label="Which strategies"
          value={source}
          onValueChange={(value) => {
            setBrush(null);
            setSource(value as Source);
          }}
          options={[
            { value: 'population', label: generation === null ? 'Population' : `Generation ${count(generation)}` },
            { value: 'hall', label: 'Hall of fame' },
          ]}
        />
        {axis(0, 'Across', x)}
        {axis(1, 'Up', y)}
        <div className="toolbar-end">
          <span className="muted numbers" role="status">
            {brush
              ? `${count(rows.length)} of ${count(points!.length)} chosen`
              : `${count(front.size)} on the front, ${count(points!.length)} of ${count(all)} traded`}
          </span>
          {brush && <Button size="small" variant="minimal" icon={<Cross />} text="Show all" onClick={() => setBrush(null)} />}
          <CopyButton label="Copy strategies" text={() => rows.map(({ strategy }) => strategy).join('\n')} />
        </div>
      </div>
      <div className="pareto-split">
        <ParetoChart
          option={option}
          label={`${y.name} against ${x.name} of ${points!.length} strategies, with their Pareto front`}
          brush={brush}
          onBrush={setBrush}
          onPoint={(key) => {
            const point = points!.find((other) => other.key === key);
            if (point) open(point);
          }}
        />
        <ParetoTable label="Strategies of the plot" points={rows} objectives={objectives} front={front} selected={selected} onOpen={open} />
      </div>
    </div>
  );
}
