import type { PeriodReport, RiskMetric } from '../../preload/contract.ts';
import { metricText } from './fitness.ts';
import { count, decimal, percent } from './numbers.ts';

/** A number of a period, as the report names, defines and writes it. */
export interface PeriodMetric {
  readonly key: string;
  readonly name: string;
  readonly group: string;
  readonly help: string;
  readonly better: 'maximise' | 'minimise' | null;
  readonly of: (period: PeriodReport) => number;
  readonly format: (value: number) => string;
}

const risk: Readonly<Record<RiskMetric, Pick<PeriodMetric, 'name' | 'help' | 'better' | 'format'>>> = {
  volatility: {
    name: 'Volatility',
    help: 'Sample deviation of the returns of all bars, flat ones counting as 0, annualised.',
    better: 'minimise',
    format: (v) => percent(v, 1),
  },
  drawdownBars: {
    name: 'Longest drawdown',
    help: 'Bars from a maximum of the equity until it is reached again; one still open counts to the end of the period.',
    better: 'minimise',
    format: (v) => count(v),
  },
  ulcer: {
    name: 'Ulcer index',
    help: 'Root of the mean squared drawdown: deep and long falls weigh most (Martin).',
    better: 'minimise',
    format: (v) => percent(v, 2),
  },
  var95: {
    name: 'Value at risk 95%',
    help: 'The 5th percentile of the returns of all bars: one bar in twenty is worse.',
    better: 'maximise',
    format: (v) => percent(v, 2),
  },
  cvar95: {
    name: 'Expected shortfall 95%',
    help: 'Mean of the worst twentieth of the returns of all bars.',
    better: 'maximise',
    format: (v) => percent(v, 2),
  },
  tailRatio: {
    name: 'Tail ratio',
    help: 'The 95th percentile of the returns over the size of the 5th: above 1 the good tail is the longer one.',
    better: 'maximise',
    format: (v) => decimal(v, 3),
  },
  tradeWinRate: { name: 'Winning trades', help: 'Share of the trades with a gain.', better: 'maximise', format: (v) => percent(v, 1) },
  payoff: {
    name: 'Payoff',
    help: 'Mean gain of a winning trade over the mean loss of a losing one.',
    better: 'maximise',
    format: (v) => decimal(v, 2),
  },
  expectancy: { name: 'Expectancy', help: 'Mean return of a trade.', better: 'maximise', format: (v) => percent(v, 2) },
  sqn: {
    name: 'System quality (SQN)',
    help: 'Root of the number of trades, times their mean return over its sample deviation (Van Tharp).',
    better: 'maximise',
    format: (v) => decimal(v, 2),
  },
};

const objective = (group: string, ...keys: (keyof typeof metricText)[]): PeriodMetric[] =>
  keys.map((key) => {
    const { name, help, format, better } = metricText[key];
    return {
      key,
      name,
      group,
      help,
      better: key === 'trades' || key === 'exposure' || key === 'turnover' ? null : better,
      of: (p) => p.metrics[key],
      format,
    };
  });

const more = (group: string, ...keys: RiskMetric[]): PeriodMetric[] =>
  keys.map((key) => ({ key, group, ...risk[key], of: (p: PeriodReport) => p.metrics[key] }));

/** All of them, those of a group side by side. */
export const periodMetrics: readonly PeriodMetric[] = [
  {
    key: 'return',
    name: 'Return',
    group: 'Growth',
    help: 'Compounded return of the held bars, without costs.',
    better: 'maximise',
    of: (p) => p.totalReturn,
    format: (v) => percent(v, 1),
  },
  {
    key: 'hold',
    name: 'Buy and hold',
    group: 'Growth',
    help: 'Return of holding over the same bars without a break.',
    better: null,
    of: (p) => p.buyAndHoldReturn,
    format: (v) => percent(v, 1),
  },
  ...objective('Growth', 'cagr'),
  ...more('Growth', 'volatility'),
  ...objective('Return for risk', 'sharpe', 'calendarSharpe', 'sortino', 'calmar'),
  ...objective('Losses', 'maxDrawdown'),
  ...more('Losses', 'drawdownBars', 'ulcer', 'var95', 'cvar95', 'tailRatio'),
  ...objective('Trading', 'trades'),
  {
    key: 'held',
    name: 'Held bars',
    group: 'Trading',
    help: 'Bars from whose close to the next a position was held.',
    better: null,
    of: (p) => p.heldBars,
    format: (v) => count(v),
  },
  ...objective('Trading', 'exposure', 'turnover', 'winRate', 'profitFactor'),
  ...more('Trading', 'tradeWinRate', 'payoff', 'expectancy', 'sqn'),
];

/** Mean over some periods; NaN where one of them has none, as the fitness has it. */
export const meanOf = (metric: PeriodMetric, periods: readonly PeriodReport[]): number =>
  periods.reduce((sum, period) => sum + metric.of(period), 0) / periods.length;
