import type { HoldoutReport } from '../../preload/contract.ts';
import type { Objectives } from './fitness.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The report as CSV with full precision. */
export function holdoutCsv(objectives: Objectives, report: HoldoutReport): string {
  const parts = ['training', 'validation', 'holdout'] as const;
  const names = parts.flatMap((part) => objectives.map(({ metric }) => `${part}_${metric}`));
  const lines = report.rows.map((row, i) => [
    i + 1,
    ...parts.flatMap((part) => objectives.map((_, objective) => row[part]?.[objective] ?? '')),
    quoted(row.strategy),
  ]);
  return `${[['rank', ...names, 'strategy'], ...lines].map((line) => line.join(',')).join('\n')}\n`;
}
