import { type Experiment, type Metric, worstValues } from '../../preload/contract.ts';
import { decimal, NONE, percent } from './numbers.ts';

export type Objectives = Experiment['objectives'];

/** How a metric is called and written wherever it appears. */
export interface MetricText {
  readonly name: string;
  readonly short: string;
  readonly unit: '' | '%';
  /** What a number of it is of or by, beside the title of a chart; empty for a plain ratio. */
  readonly per: string;
  /** Which way is better, unless somebody wants it otherwise. */
  readonly better: 'maximise' | 'minimise';
  readonly help: string;
  readonly format: (value: number | null | undefined) => string;
}

const ratio = (value: number | null | undefined) => decimal(value, 3);
const fraction = (value: number | null | undefined) => percent(value, 1);
const count = (value: number | null | undefined) => decimal(value, 1);
/** Of nodes there is half a one in an average only. */
const nodes = (value: number | null | undefined) => decimal(value, Number.isInteger(value) ? 0 : 1);

function text(
  name: string,
  help: string,
  format: MetricText['format'],
  { short = name, per = '', better = 'maximise' }: { short?: string; per?: string; better?: MetricText['better'] } = {},
): MetricText {
  return { name, short, unit: format === fraction ? '%' : '', per, help, format, better };
}

/** The definitions to the letter stand in main/backtest/objectives. */
export const metricText: Record<Metric, MetricText> = {
  sharpe: text('Sharpe ratio', 'Mean return of the held bars over its deviation, times √252.', ratio, {
    short: 'Sharpe',
    per: 'a year',
  }),
  maxDrawdown: text('Maximum drawdown', 'Deepest fall of the equity from its running maximum.', fraction, {
    short: 'Max drawdown',
    per: '% of the peak',
    better: 'minimise',
  }),
  winRate: text('Win rate', 'Share of the held bars that gained.', fraction, { per: '% of held bars' }),
  calendarSharpe: text('Calendar Sharpe ratio', 'Sharpe over all bars, flat ones counting as 0.', ratio, {
    short: 'Calendar Sharpe',
    per: 'a year',
  }),
  sortino: text('Sortino ratio', 'Mean return over the deviation of the losses, a year.', ratio, { short: 'Sortino', per: 'a year' }),
  calmar: text('Calmar ratio', 'Growth a year over the deepest fall.', ratio, { short: 'Calmar' }),
  cagr: text('Growth a year', 'Compound annual growth rate (CAGR) over all bars.', fraction, { short: 'CAGR', per: '% a year' }),
  profitFactor: text('Profit factor', 'Gains of the held bars over their losses.', ratio),
  exposure: text('Exposure', 'Share of the bars that are held.', fraction, { per: '% of bars', better: 'minimise' }),
  turnover: text('Turnover', 'How often a year the whole equity changes hands.', count, { per: 'times a year', better: 'minimise' }),
  trades: text('Trades', 'Entries in a period.', count, { per: 'a period', better: 'minimise' }),
  size: text('Size', 'Nodes of the strategy: smaller is simpler.', nodes, { per: 'nodes', better: 'minimise' }),
};

/** As a table has room for it over its numbers. */
export const metricHead = (metric: Metric): string =>
  metric === 'maxDrawdown' ? 'Drawdown' : metric === 'calendarSharpe' ? 'Cal. Sharpe' : metricText[metric].short;

export const NO_TRADES = 'no trades';
/** Of a strategy that traded in training and holds too few bars elsewhere to be judged there. */
export const TOO_FEW = 'too few';

export const INFEASIBLE = 'breaks constraints';

const worstOf = ({ metric, weight }: Objectives[number]) => worstValues[metric][weight > 0 ? 'maximised' : 'minimised'];

/**
 * What to say in place of a fitness, in the order of the objectives, that holds no values: that of a strategy which never
 * traded or failed, or which breaks constraints (its values lie where no real ones do; main/evolution/penalties.ts).
 */
export function failure(objectives: Objectives, fitness: readonly number[]): typeof NO_TRADES | typeof INFEASIBLE | null {
  const gains = objectives.map((objective, i) => Math.sign(objective.weight) * (fitness[i]! - worstOf(objective)));
  if (gains.every((gain) => gain === 0)) return NO_TRADES;
  // Drawdowns and win rates have no such place: theirs is the worst.
  const between = objectives.filter(
    ({ metric, weight }) => !(metric === 'maxDrawdown' && weight < 0) && !(metric === 'winRate' && weight > 0),
  );
  const gain = (objective: Objectives[number]) => gains[objectives.indexOf(objective)]!;
  return between.length > 0 && between.every((objective) => gain(objective) > 0 && gain(objective) < 1) ? INFEASIBLE : null;
}

/** Whether this fitness holds no values, see `failure`. */
export const isFailed = (objectives: Objectives, fitness: readonly number[]): boolean => failure(objectives, fitness) !== null;

/** One value of a fitness as text: never the −999 of a strategy that did not trade. */
export function formatObjective(objectives: Objectives, fitness: readonly number[], index: number): string {
  const objective = objectives[index];
  if (!objective || fitness[index] === undefined) return NONE;
  const failed = failure(objectives, fitness);
  if (failed) return index === 0 ? failed : NONE;
  return metricText[objective.metric].format(fitness[index]);
}

/** The whole fitness in one line: `Sharpe 1.234 · Max drawdown 12.3% · Win rate 54.0%`. */
export function formatFitness(objectives: Objectives, fitness: readonly number[]): string {
  const failed = failure(objectives, fitness);
  if (failed) return failed;
  return objectives.map(({ metric }, i) => `${metricText[metric].short} ${metricText[metric].format(fitness[i])}`).join(' · ');
}
