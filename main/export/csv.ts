import { describe, describePeriods } from './describe.ts';
import type { ExportFile, ExportInput } from './input.ts';

/** Always there, in this order; other objectives follow. */
const language = ['sharpe', 'maxDrawdown', 'winRate'] as const;

const ofPeriod = ['sharpe', 'maxDrawdown', 'winRate', 'heldBars', 'totalReturn', 'buyAndHoldReturn'] as const;

/**
 * The hall of fame as a table (RFC 4180, with CR LF): a line a strategy, best first, with its fitness, its size, and
 * what it did in each period, whose columns end in `_1`, `_2` …. Fractions, not per cent; a decimal point. A metric
 * that was no objective is empty, save in the periods.
 */
export function hallOfFameCsv(input: ExportInput): ExportFile {
  const chosen = input.objectives.map(({ metric }) => metric).filter((metric) => metric !== 'size');
  const metrics = [...new Set([...language, ...chosen])];
  const periodColumns = input.periods.flatMap((_, p) => ofPeriod.map((metric) => `${metric}_${p + 1}`));
  const header = ['rank', ...metrics, 'size', 'height', 'lookback', ...periodColumns, 'strategy'];
  const lines = input.strategies.map((strategy, i) => {
    const { fitness, size, height, lookback, text } = describe(strategy, input);
    const periods = describePeriods(strategy, input).flatMap((report) => ofPeriod.map((metric) => report[metric]));
    return [i + 1, ...metrics.map((metric) => fitness[metric] ?? ''), size, height, lookback, ...periods, text];
  });
  return { name: 'hall-of-fame.csv', text: [header, ...lines].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('') };
}

function quote(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
