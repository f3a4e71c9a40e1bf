import { objectives as known, type ObjectiveName } from '../backtest/objectives/registry.ts';
import { periodReport } from '../backtest/report.ts';
import { signals } from '../backtest/signals.ts';
import { english, readingText } from '../strategy/english/english.ts';
import { height, lookback, size } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';
import type { ExportedStrategy, ExportInput } from './input.ts';

/** What every format says about a strategy. */
export function describe({ genome, fitness }: ExportedStrategy, { objectives }: ExportInput) {
  const named = objectives.map(({ metric }, i) => [metric, fitness[i]!] as const);
  return {
    text: print(genome),
    size: size(genome),
    height: height(genome),
    lookback: lookback(genome),
    fitness: Object.fromEntries(named) as Partial<Record<ObjectiveName, number>>,
  };
}

/** The strategy in plain English, on as many lines as it needs. */
export const describeInEnglish = ({ genome }: ExportedStrategy): string => readingText(english(genome));

/** What the strategy did in each of the periods. */
export function describePeriods({ genome }: ExportedStrategy, { bars, periods, window }: ExportInput) {
  const decisions = signals(genome, bars);
  return periods.map((period) => periodReport(decisions, bars, period, window));
}

/** The objectives with what they are measured in and which way is better. */
export const describeObjectives = ({ objectives }: ExportInput) =>
  objectives.map(({ metric, weight }) => ({
    name: metric,
    unit: known[metric].unit,
    definition: `${known[metric].definition} Averaged over the periods.`,
    better: weight > 0 ? 'higher' : 'lower',
    weight,
  }));

/** Periods with the dates of their first and last bar. */
export const describePeriodDates = ({ bars, periods }: ExportInput) =>
  periods.map(({ start, end }) => ({ start, end, from: isoTime(bars.time[start]!), to: isoTime(bars.time[end - 1]!) }));

/** ISO 8601, UTC; the day alone for midnight, as daily bars are stamped. */
export const isoTime = (time: number): string => new Date(time).toISOString().replace('T00:00:00.000Z', '');

/** When a decision is carried out: the first thing to agree on with any other program. */
export const TIMING = 'decided on bars up to b - 1, held from the close of bar b to the close of bar b + 1';
