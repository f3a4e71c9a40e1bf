import type { Experiment, Metric } from '../../preload/contract.ts';
import { decimal, NONE, percent } from './numbers.ts';

export type Objectives = Experiment['objectives'];

/** How a metric is called and written wherever it appears. */
export interface MetricText {
  readonly name: string;
  readonly short: string;
  readonly unit: '' | '%';
  readonly help: string;
  readonly format: (value: number | null | undefined) => string;
}

export const metricText: Record<Metric, MetricText> = {
  sharpe: {
    name: 'Sharpe ratio',
    short: 'Sharpe',
    unit: '',
    help: 'Mean return of the held bars over its deviation, times √252.',
    format: (value) => decimal(value, 3),
  },
  maxDrawdown: {
    name: 'Maximum drawdown',
    short: 'Max drawdown',
    unit: '%',
    help: 'Deepest fall of the equity from its running maximum.',
    format: (value) => percent(value, 1),
  },
  winRate: {
    name: 'Win rate',
    short: 'Win rate',
    unit: '%',
    help: 'Share of the held bars that gained.',
    format: (value) => percent(value, 1),
  },
};

/** What a strategy gets that fails or never trades. */
const worst: Record<Metric, number> = { sharpe: -999, maxDrawdown: 1, winRate: 0 };

export const NO_TRADES = 'no trades';

/** Whether this fitness, in the order of the objectives, is the mark of a strategy that never traded or failed. */
export function isFailed(objectives: Objectives, fitness: readonly number[]): boolean {
  return objectives.every(({ metric }, i) => fitness[i] === worst[metric]);
}

/** One value of a fitness as text: never the −999 of a strategy that did not trade. */
export function formatObjective(objectives: Objectives, fitness: readonly number[], index: number): string {
  const objective = objectives[index];
  if (!objective || fitness[index] === undefined) return NONE;
  if (isFailed(objectives, fitness)) return index === 0 ? NO_TRADES : NONE;
  return metricText[objective.metric].format(fitness[index]);
}

/** The whole fitness in one line: `Sharpe 1.234 · Max drawdown 12.3% · Win rate 54.0%`. */
export function formatFitness(objectives: Objectives, fitness: readonly number[]): string {
  if (isFailed(objectives, fitness)) return NO_TRADES;
  return objectives.map(({ metric }, i) => `${metricText[metric].short} ${metricText[metric].format(fitness[i])}`).join(' · ');
}
