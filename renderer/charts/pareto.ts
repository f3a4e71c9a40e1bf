import { formatFitness, type Objectives } from '../format/fitness.ts';
import { count } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import type { Measure } from './measures.ts';
import { axis, base, shortLabel, tooltip, tooltipHtml } from './parts.ts';

/** A strategy with a place in the plot. */
export interface ParetoPoint {
  /** Unique in the plot. */
  readonly key: string;
  readonly title: string;
  readonly strategy: string;
  readonly fitness: readonly number[];
  readonly size: number;
  readonly height: number | null;
}

/** A part of the plane that was chosen: both ends on both axes, in the units of the measures. */
export interface Brush {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export const isIn = ({ x, y }: Brush, px: number, py: number): boolean => px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];

export interface ParetoPlot {
  readonly points: readonly ParetoPoint[];
  readonly objectives: Objectives;
  readonly x: Measure;
  readonly y: Measure;
  readonly at: (point: ParetoPoint) => readonly [number, number];
  /** Keys of those on the front, in its order. */
  readonly front: readonly string[];
  readonly brush: Brush | null;
  /** Key of the strategy that is looked at. */
  readonly selected: string | null;
}

/** Strategies by two measures, the front of the two drawn through, what is not chosen faded. */
export function paretoChart(plot: ParetoPlot, colors: ChartColors): ChartOption {
  const { points, objectives, x, y, at, front, brush, selected } = plot;
  const byKey = new Map(points.map((point) => [point.key, point]));
  const onFront = new Set(front);
  const chosen = (point: ParetoPoint) => brush === null || isIn(brush, ...at(point));
  const side = (measure: Measure) => ({
    ...axis(colors),
    type: 'value' as const,
    scale: true,
    name: measure.name,
    nameLocation: 'middle' as const,
    axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(measure.format(v)) },
  });
  const mark = (point: ParetoPoint) => ({
    name: point.key,
    value: [...at(point)],
    itemStyle: { color: onFront.has(point.key) ? colors.good : colors.accent, opacity: chosen(point) ? 0.75 : 0.12 },
  });
  return {
    ...base(colors),
    grid: { left: 66, right: 18, top: 14, bottom: 44 },
    xAxis: { ...side(x), nameGap: 26 },
    yAxis: { ...side(y), nameGap: 50 },
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: (params) => {
        const point = byKey.get(String((Array.isArray(params) ? params[0] : params)?.name));
        if (!point) return '';
        return tooltipHtml(point.title, [
          { name: formatFitness(objectives, point.fitness), value: '' },
          { name: `${count(point.size)} nodes${onFront.has(point.key) ? ', on the front' : ''}`, value: '' },
        ]);
      },
    },
    series: [
      {
        type: 'line',
        id: 'front',
        silent: true,
        data: front.map((key) => [...at(byKey.get(key)!)]),
        showSymbol: false,
        lineStyle: { color: colors.good, width: 1.25, type: 'dashed' },
        tooltip: { show: false },
        z: 1,
      },
      {
        type: 'scatter',
        id: 'others',
        data: points.filter(({ key }) => !onFront.has(key)).map(mark),
        symbolSize: points.length > 1_000 ? 4 : 7,
        cursor: 'pointer',
        z: 2,
      },
      {
        type: 'scatter',
        id: 'best',
        data: front.map((key) => mark(byKey.get(key)!)),
        symbolSize: 9,
        cursor: 'pointer',
        z: 3,
      },
      {
        type: 'scatter',
        id: 'selected',
        silent: true,
        data: points.filter(({ key }) => key === selected).map((point) => ({ name: point.key, value: [...at(point)] })),
        symbolSize: 15,
        itemStyle: { color: 'transparent', borderColor: colors.text, borderWidth: 2 },
        z: 4,
      },
      {
        type: 'line',
        id: 'brush',
        silent: true,
        data: [],
        markArea: {
          silent: true,
          itemStyle: { color: colors.shade, borderColor: colors.accent, borderWidth: 1 },
          data: brush
            ? [
                [
                  { xAxis: brush.x[0], yAxis: brush.y[0] },
                  { xAxis: brush.x[1], yAxis: brush.y[1] },
                ],
              ]
            : [],
        },
      },
    ],
  };
}
