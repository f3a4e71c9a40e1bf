import type { GenerationView, IndividualView } from '../../preload/contract.ts';
import { formatFitness, isFailed, type Objectives } from '../format/fitness.ts';
import type { ChartColors, ColorName } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import type { Measure } from './measures.ts';
import { axis, base, shortLabel, tooltip, tooltipHtml } from './parts.ts';

/** How an individual came to be, as the legend names it, and the colour of its point. */
export const operatorText: Record<string, { readonly name: string; readonly short: string; readonly color: ColorName }> = {
  initialise: { name: 'Random', short: 'Random', color: 'initialise' },
  reproduce: { name: 'Unchanged', short: 'Unchanged', color: 'reproduce' },
  crossover: { name: 'Crossover', short: 'Crossover', color: 'crossover' },
  mutation: { name: 'Mutation', short: 'Mutation', color: 'mutation' },
  'crossover+mutation': { name: 'Crossover and mutation', short: 'Both', color: 'both' },
};

export const operatorName = (operator: string) => operatorText[operator]?.name ?? operator;

export interface PopulationPlot {
  readonly generation: GenerationView;
  readonly objectives: Objectives;
  readonly x: Measure;
  readonly y: Measure;
  /** Ranges over the whole run. */
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** Slot of the individual that is looked at. */
  readonly selected: number | null;
}

/** Individuals that traded, hence have a place in the plot. */
export function traded(objectives: Objectives, individuals: readonly IndividualView[]): IndividualView[] {
  return individuals.filter((i) => !isFailed(objectives, i.fitness));
}

/** The population of one generation as points, its champion on top. A point's id is its individual's slot. */
export function populationChart(plot: PopulationPlot, colors: ChartColors): ChartOption {
  const { generation, objectives, x, y, selected } = plot;
  const shown = traded(objectives, generation.individuals);
  const champion = traded(objectives, [generation.champion]);
  const bySlot = new Map(generation.individuals.map((i) => [i.slot, i]));
  const point = (i: IndividualView) => ({ id: String(i.slot), name: String(i.slot), value: [x.of(i), y.of(i)] });
  const side = (measure: Measure, [min, max]: readonly [number, number]) => ({
    ...axis(colors),
    type: 'value' as const,
    name: measure.name,
    nameLocation: 'middle' as const,
    min,
    max,
    axisLabel: {
      ...axis(colors).axisLabel,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (v: number) => shortLabel(measure.format(v)),
    },
  });
  return {
    ...base(colors),
    grid: { left: 66, right: 16, top: 12, bottom: 40 },
    xAxis: { ...side(x, plot.xRange), nameGap: 24 },
    yAxis: { ...side(y, plot.yRange), nameGap: 50 },
    animationDuration: 0,
    animationDurationUpdate: shown.length > 2000 ? 0 : 160,
    animationEasingUpdate: 'linear',
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: (params) => {
        const individual = bySlot.get(Number((Array.isArray(params) ? params[0] : params)?.name));
        if (!individual) return '';
        return tooltipHtml(`Slot ${individual.slot}`, [
          { name: formatFitness(objectives, individual.fitness), value: '' },
          { name: `${operatorName(individual.operator)}, ${individual.size} nodes`, value: '' },
        ]);
      },
    },
    series: [
      {
        type: 'scatter',
        id: 'population',
        data: shown.map((i) => ({
          ...point(i),
          itemStyle: { color: colors[operatorText[i.operator]?.color ?? 'neutral'] },
        })),
        symbolSize: shown.length > 1000 ? 4 : 7,
        itemStyle: { opacity: 0.7 },
        cursor: 'pointer',
      },
      {
        type: 'scatter',
        id: 'selected',
        data: shown.filter((i) => i.slot === selected).map(point),
        symbolSize: 14,
        silent: true,
        itemStyle: { color: 'transparent', borderColor: colors.text, borderWidth: 2, opacity: 1 },
        z: 4,
      },
      {
        type: 'scatter',
        id: 'champion',
        data: champion.map(point),
        symbol: 'diamond',
        symbolSize: 16,
        itemStyle: { color: colors.highlight, borderColor: colors.surface, borderWidth: 1.5, opacity: 1 },
        cursor: 'pointer',
        z: 5,
      },
    ],
  };
}
