import type { LogbookRow, Summary } from '../../preload/contract.ts';
import { experimentSchema } from '../../preload/contract.ts';
import type { ChartColors } from '../../renderer/charts/colors.ts';

/** Colours named after themselves: a test sees which one is used. */
export const colors = new Proxy({}, { get: (_, name) => String(name) }) as ChartColors;

export const experiment = experimentSchema.parse({});
export const { objectives } = experiment;

export const summary = (min: number, avg: number, max: number): Summary => ({ min, avg, max, std: 0.5 });

export function row(generation: number, part: Partial<LogbookRow> = {}): LogbookRow {
  return {
    generation,
    evaluations: 150,
    distinct: 200 + generation,
    failed: 3,
    fitness: [summary(-1, 0.25, 1.5), summary(0.05, 0.2, 0.6), summary(0.4, 0.5, 0.6)],
    size: summary(3, 12, 40),
    height: summary(1, 4, 9),
    seconds: 0.5,
    digest: 'ab',
    ...part,
  };
}

export const WORST = [-999, 1, 0] as const;
