import type { AncestorView, LineageView } from '../../preload/contract.ts';
import { formatFitness, isFailed, metricText, type Objectives } from '../format/fitness.ts';
import { count } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, shortLabel, tooltip, tooltipHtml } from './parts.ts';
import { operatorName, operatorText } from './population.ts';

/** More lines than this are a grey surface; then only those of the line of first parents are drawn. */
const MOST_EDGES = 6000;

export const placeName = ({ generation, slot }: { readonly generation: number; readonly slot: number }) => `${generation}/${slot}`;

/**
 * All ancestors by generation and by one objective, in the colours of their operators, with lines to their parents;
 * the line of first parents on top. Who never traded has no place. A point's name is `generation/slot`.
 */
export function ancestryChart(lineage: LineageView, objectives: Objectives, objective: number, colors: ChartColors): ChartOption {
  const { name, format } = metricText[objectives[objective]!.metric];
  const { ancestors, line } = lineage;
  const traded = ancestors.filter((a) => !isFailed(objectives, a.fitness));
  const places = new Map(traded.map((a) => [placeName(a), a]));
  const point = (a: Pick<AncestorView, 'generation' | 'fitness'>): [number, number] => [a.generation, a.fitness[objective]!];
  const edges = traded.flatMap((child) =>
    child.parents.flatMap((slot) => {
      const parent = places.get(placeName({ generation: child.generation - 1, slot }));
      return parent ? [point(parent), point(child), [null, null] as const] : [];
    }),
  );
  const first = line.map((step): [number, number | null] => [
    step.generation,
    isFailed(objectives, step.fitness) ? null : step.fitness[objective]!,
  ]);
  const last = line[0]?.generation ?? 0;
  return {
    ...base(colors),
    animation: false,
    grid: { left: 60, right: 16, top: 10, bottom: 38 },
    xAxis: {
      ...axis(colors),
      type: 'value',
      name: 'Generation',
      nameLocation: 'middle',
      nameGap: 22,
      min: 0,
      max: Math.max(1, last),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(colors),
      type: 'value',
      name,
      nameLocation: 'middle',
      nameGap: 44,
      scale: true,
      splitNumber: 5,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(format(v)) },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: (params) => {
        const ancestor = places.get(String((Array.isArray(params) ? params[0] : params)?.name));
        if (!ancestor) return '';
        return tooltipHtml(`Generation ${count(ancestor.generation)}, slot ${ancestor.slot}`, [
          { name: formatFitness(objectives, ancestor.fitness), value: '' },
          { name: operatorName(ancestor.operator), value: '' },
        ]);
      },
    },
    series: [
      {
        type: 'line',
        id: 'edges',
        data: edges.length / 3 > MOST_EDGES ? [] : edges.map((pair) => [...pair]),
        showSymbol: false,
        silent: true,
        lineStyle: { width: 1, color: colors.neutral, opacity: 0.35 },
        z: 1,
      },
      {
        type: 'line',
        id: 'line',
        data: first,
        showSymbol: false,
        silent: true,
        lineStyle: { width: 2, color: colors.highlight },
        z: 2,
      },
      {
        type: 'scatter',
        id: 'ancestors',
        data: traded.map((a) => ({
          name: placeName(a),
          value: point(a),
          itemStyle: { color: colors[operatorText[a.operator]?.color ?? 'neutral'] },
        })),
        symbolSize: traded.length > 1000 ? 4 : 7,
        itemStyle: { opacity: 0.85 },
        cursor: 'pointer',
        z: 3,
      },
    ],
  };
}
