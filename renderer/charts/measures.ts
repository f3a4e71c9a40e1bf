import type { IndividualView, LogbookRow, Summary } from '../../preload/contract.ts';
import { isFailed, metricText, type Objectives } from '../format/fitness.ts';
import { count } from '../format/numbers.ts';

/** A number of an individual that the replay can put on an axis. */
export interface Measure {
  readonly key: string;
  readonly name: string;
  /** What it is of or by, see `MetricText`. */
  readonly per: string;
  readonly of: (individual: IndividualView) => number;
  readonly summary: (row: LogbookRow) => Summary | null;
  /** Of the best of the generation on validation; null where it could not be judged, absent where there is no such thing. */
  readonly validation?: (row: LogbookRow) => number | null;
  readonly format: (value: number | null | undefined) => string;
}

const size: Measure = {
  key: 'size',
  name: 'Size (nodes)',
  per: '',
  of: (i) => i.size,
  summary: (row) => row.size,
  format: (v) => count(v),
};

/** The objectives in their order, then size and height. */
export function measures(objectives: Objectives): Measure[] {
  return [
    ...objectives.map(
      ({ metric }, i): Measure => ({
        key: metric,
        name: metricText[metric].name,
        per: metricText[metric].per,
        of: (individual) => individual.fitness[i] ?? Number.NaN,
        summary: (row) => row.fitness[i] ?? null,
        validation: (row) => (row.validation && !isFailed(objectives, row.validation) ? (row.validation[i] ?? null) : null),
        format: metricText[metric].format,
      }),
    ),
    ...(objectives.some(({ metric }) => metric === 'size') ? [] : [size]),
    { key: 'height', name: 'Height', per: '', of: (i) => i.height, summary: (row) => row.height, format: (v) => count(v) },
  ];
}

/**
 * The range of a measure over the whole run, with a little room: an axis that stays where it is while generations go
 * by. [0, 1] when nothing ever traded.
 */
export function extent(rows: readonly LogbookRow[], measure: Measure): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const summary = measure.summary(row);
    if (!summary) continue;
    low = Math.min(low, summary.min);
    high = Math.max(high, summary.max);
  }
  if (low > high) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - room, high + room];
}
