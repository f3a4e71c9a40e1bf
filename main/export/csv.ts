import { describe, describePeriods } from './describe.ts';
import type { ExportFile, ExportInput, ExportOptions } from './input.ts';
import { csvText } from './table.ts';

/** Always there, in this order; other objectives follow. */
const language = ['sharpe', 'maxDrawdown', 'winRate'] as const;

const ofPeriod = ['sharpe', 'maxDrawdown', 'winRate', 'heldBars', 'totalReturn', 'buyAndHoldReturn'] as const;

/**
 * Strategies as a table: a line each, best first, with its fitness, its size, and what it did in each period, whose columns
 * end in `_1`, `_2` …. Fractions, not per cent; a decimal point. A metric that was no objective is empty, save in the
 * periods. Strategies of several runs have the run and its data before them, and no columns of periods, which differ.
 */
export function strategiesCsv(inputs: readonly ExportInput[], { separator = ',', periods: wanted = true }: ExportOptions = {}): ExportFile {
  const several = inputs.length > 1;
  const withPeriods = wanted && !several;
  const chosen = inputs.flatMap(({ objectives }) => objectives.map(({ metric }) => metric)).filter((metric) => metric !== 'size');
  const metrics = [...new Set([...language, ...chosen])];
  const periodColumns = withPeriods ? inputs[0]!.periods.flatMap((_, p) => ofPeriod.map((metric) => `${metric}_${p + 1}`)) : [];
  const source = several ? ['run', 'data', 'dataHash'] : [];
  const header = ['rank', ...source, ...metrics, 'size', 'height', 'lookback', ...periodColumns, 'strategy'];
  const lines = inputs.flatMap((input) =>
    input.strategies.map((strategy, i) => {
      const { fitness, size, height, lookback, text } = describe(strategy, input);
      const periods = withPeriods ? describePeriods(strategy, input).flatMap((report) => ofPeriod.map((metric) => report[metric])) : [];
      const from = several ? [input.run, input.dataset.name, input.dataset.hash] : [];
      return [i + 1, ...from, ...metrics.map((metric) => fitness[metric] ?? ''), size, height, lookback, ...periods, text];
    }),
  );
  return { name: 'strategies.csv', text: csvText([header, ...lines], separator) };
}
