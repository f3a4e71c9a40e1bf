import { useEffect, useRef } from 'react';
import type { ChartOption, EChartsType, YAxis } from '../charts/echarts.ts';
import { timeLabels } from '../charts/parts.ts';
import type { Sight } from '../charts/sight.ts';
import { joinGroup, useECharts } from './use-echarts.ts';

interface ChartProps {
  readonly option: ChartOption;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly className?: string;
  /** Charts of one group share their pointer and zoom. */
  readonly group?: string;
  /** Called with the name of the point that was clicked. */
  readonly onPoint?: (name: string) => void;
  /** Called with what is in sight when the user has zoomed or moved: the values at both ends of the x axis. */
  readonly onZoom?: (from: number, to: number) => void;
  /** What is to be in sight, null for everything; absent: what the user has zoomed to. */
  readonly sight?: Sight | null;
  /** The y axis for what is in sight of an axis of time; absent: it stays as it is in the option. */
  readonly axisFor?: (sight: Sight | null) => YAxis;
}

/** What is in sight between the left and the right end of the grid, which stand in pixels. */
function sightOf(chart: EChartsType, grid: ChartOption['grid']): Sight {
  const { left, right } = grid as { readonly left: number; readonly right: number };
  const at = (x: number) => chart.convertFromPixel({ xAxisIndex: 0 }, x);
  return [at(left), at(chart.getWidth() - right)];
}

/** The zoom of an option for what is to be in sight. */
function zoomTo({ dataZoom }: ChartOption, sight: Sight | null): ChartOption {
  const range = sight ? { startValue: sight[0], endValue: sight[1] } : { start: 0, end: 100 };
  return { dataZoom: [dataZoom].flat().map((zoom) => ({ ...zoom, ...range })) };
}

const axesFor = (sight: Sight, axisFor: (sight: Sight) => YAxis): ChartOption => ({
  xAxis: { type: 'time', axisLabel: timeLabels(sight) },
  yAxis: axisFor(sight),
});

/** An ECharts picture that fills its box and follows its size. */
export function Chart({ option, label, className = '', group, onPoint, onZoom, sight, axisFor }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const point = useRef(onPoint);
  point.current = onPoint;
  const zoomed = useRef(onZoom);
  zoomed.current = onZoom;
  const axis = useRef(axisFor);
  axis.current = axisFor;
  const grid = useRef(option.grid);
  grid.current = option.grid;

  /** What the user has zoomed to. */
  const last = useRef<Sight | null>(null);

  const chart = useECharts(box);

  useEffect(() => {
    if (!chart) return;
    if (group) joinGroup(chart, group);
    chart.on('click', ({ name }) => point.current?.(name));
    chart.on('datazoom', () => {
      const seen = sightOf(chart, grid.current);
      last.current = seen;
      if (axis.current) chart.setOption(axesFor(seen, axis.current), { lazyUpdate: true });
      zoomed.current?.(...seen);
    });
  }, [chart, group]);

  useEffect(() => {
    if (!chart) return;
    chart.setOption({ ...option, ...(sight === undefined ? {} : zoomTo(option, sight)) }, { replaceMerge: ['series'] });
    const shown = sight === undefined ? last.current : sight;
    if (shown && axis.current) chart.setOption(axesFor(shown, axis.current));
  }, [chart, option, sight]);

  return <div ref={box} role="img" aria-label={label} className={`chart ${className}`} />;
}
