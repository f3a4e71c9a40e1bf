import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ChartOption, EChartsType } from '../../../charts/echarts.ts';
import type { Brush } from '../../../charts/pareto.ts';
import { useECharts } from '../../../components/use-echarts.ts';
import { movedBrush } from './brush-keys.ts';

interface ParetoChartProps {
  readonly option: ChartOption;
  readonly label: string;
  readonly brush: Brush | null;
  readonly onBrush: (brush: Brush | null) => void;
  /** Called with the key of a point that was clicked. */
  readonly onPoint: (key: string) => void;
}

/** A pointer that moves less than this many pixels has clicked, not dragged. */
const CLICK = 4;

type Place = readonly [x: number, y: number];

/** The plot of the front, on which a part is chosen: by dragging, or with the arrow keys. */
export function ParetoChart({ option, label, brush, onBrush, onPoint }: ParetoChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useECharts(box);
  const told = useRef({ onBrush, onPoint });
  told.current = { onBrush, onPoint };

  useEffect(() => {
    if (!chart) return;
    let from: Place | null = null;
    let dragged = false;
    const zr = chart.getZr();
    zr.on('mousedown', ({ offsetX, offsetY }) => {
      from = chart.containPixel('grid', [offsetX, offsetY]) ? [offsetX, offsetY] : null;
      dragged = false;
    });
    zr.on('mousemove', ({ offsetX, offsetY }) => {
      if (!from) return;
      dragged ||= Math.hypot(offsetX - from[0], offsetY - from[1]) >= CLICK;
      if (dragged) told.current.onBrush(between(chart, from, [offsetX, offsetY]));
    });
    const end = () => {
      from = null;
    };
    zr.on('mouseup', end);
    zr.on('globalout', end);
    zr.on('click', ({ target }) => {
      if (!target && !dragged) told.current.onBrush(null);
    });
    chart.on('click', ({ name }) => {
      if (!dragged) told.current.onPoint(name);
    });
  }, [chart]);

  useEffect(() => {
    chart?.setOption(option, { replaceMerge: ['series'], lazyUpdate: true });
  }, [chart, option]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = movedBrush(brush, event.key, event.shiftKey, inSight(chart));
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onBrush(next);
  };

  return (
    <div
      className="pareto-chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys choose a part of the plot.
      tabIndex={0}
      role="application"
      aria-label="Choose a part of the plot with the arrow keys"
      onKeyDown={onKeyDown}
    >
      <div ref={box} role="img" aria-label={label} className="chart" />
    </div>
  );
}

function between(chart: EChartsType, a: Place, b: Place): Brush {
  const [ax, ay] = chart.convertFromPixel('grid', [...a]) as number[];
  const [bx, by] = chart.convertFromPixel('grid', [...b]) as number[];
  return { x: [Math.min(ax!, bx!), Math.max(ax!, bx!)], y: [Math.min(ay!, by!), Math.max(ay!, by!)] };
}

/** What the axes show. */
function inSight(chart: EChartsType): Brush {
  const corners = { left: 66, right: chart.getWidth() - 18, top: 14, bottom: chart.getHeight() - 44 };
  return between(chart, [corners.left, corners.top], [corners.right, corners.bottom]);
}
