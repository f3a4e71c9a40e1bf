import { type Experiment, type Metric, worstValues } from '../../preload/contract.ts';
import { decimal, NONE, percent } from './numbers.ts';

export type Objectives = Experiment['objectives'];

/** How a metric is called and written wherever it appears. */
export interface MetricText {
  readonly name: string;
  readonly short: string;
  readonly unit: '' | '%';
  /** Which way is better, unless somebody wants it otherwise. */
  readonly better: 'maximise' | 'minimise';
  readonly help: string;
  readonly format: (value: number | null | undefined) => string;
}

const ratio = (value: number | null | undefined) => decimal(value, 3);
const fraction = (value: number | null | undefined) => percent(value, 1);
const count = (value: number | null | undefined) => decimal(value, 1);

function text(
  name: string,
  help: string,
  format: MetricText['format'],
  { short = name, better = 'maximise' }: { short?: string; better?: MetricText['better'] } = {},
): MetricText {
  return { name, short, unit: format === fraction ? '%' : '', help, format, better };
}

/** The definitions to the letter stand in main/backtest/objectives. */
export const metricText: Record<Metric, MetricText> = {
  sharpe: text('Sharpe ratio', 'Mean return of the held bars over its deviation, times √252.', ratio, { short: 'Sharpe' }),
  maxDrawdown: text('Maximum drawdown', 'Deepest fall of the equity from its running maximum.', fraction, {
    short: 'Max drawdown',
    better: 'minimise',
  }),
  winRate: text('Win rate', 'Share of the held bars that gained.', fraction),
  calendarSharpe: text('Calendar Sharpe ratio', 'Sharpe over all bars, flat ones counting as 0.', ratio, { short: 'Calendar Sharpe' }),
  sortino: text('Sortino ratio', 'Mean return over the deviation of the losses, a year.', ratio, { short: 'Sortino' }),
  calmar: text('Calmar ratio', 'Growth a year over the deepest fall.', ratio, { short: 'Calmar' }),
  cagr: text('Growth a year', 'Compound annual growth rate (CAGR) over all bars.', fraction, { short: 'CAGR' }),
  profitFactor: text('Profit factor', 'Gains of the held bars over their losses.', ratio),
  exposure: text('Exposure', 'Share of the bars that are held.', fraction, { better: 'minimise' }),
  turnover: text('Turnover', 'How often a year the whole equity changes hands.', count, { better: 'minimise' }),
  trades: text('Trades', 'Entries in a period.', count, { better: 'minimise' }),
  size: text('Size', 'Nodes of the strategy: smaller is simpler.', count, { better: 'minimise' }),
};

export const NO_TRADES = 'no trades';
/** Of a strategy that traded in training and holds too few bars elsewhere to be judged there. */
export const TOO_FEW = 'too few';

/** Whether this fitness, in the order of the objectives, is the mark of a strategy that never traded or failed. */
export function isFailed(objectives: Objectives, fitness: readonly number[]): boolean {
  return objectives.every(({ metric, weight }, i) => fitness[i] === worstValues[metric][weight > 0 ? 'maximised' : 'minimised']);
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
