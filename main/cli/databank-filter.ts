import { InvalidArgumentError } from 'commander';
import { type DatabankEntry, type Metric, metrics } from '../../preload/contract.ts';

/** A bound of a metric, such as `validation.sharpe=1.5`; training where it names no part. */
export interface Bound {
  readonly part: 'training' | 'validation';
  readonly metric: Metric;
  readonly value: number;
}

type MetricPlace = Pick<Bound, 'part' | 'metric'>;

export interface DatabankFlags {
  readonly text?: string;
  readonly data?: string;
  readonly tag?: string;
  readonly pinned?: boolean;
  readonly min: readonly Bound[];
  readonly max: readonly Bound[];
  readonly sort?: 'id' | 'size' | MetricPlace;
}

function metricPlace(text: string): MetricPlace {
  const [, part = 'training', name] = /^(?:(training|validation)\.)?(\w+)$/.exec(text) ?? [];
  const metric = metrics.find((known) => known === name);
  if (!metric) throw new InvalidArgumentError(`The metrics are ${metrics.join(', ')}, with validation. before it for those on validation.`);
  return { part: part as Bound['part'], metric };
}

/** Reads `metric=value`, once more each time the flag is given. */
export function metricBound(text: string, before: readonly Bound[]): Bound[] {
  const [place = '', number = ''] = text.split('=');
  if (number.trim() === '' || !Number.isFinite(Number(number)))
    throw new InvalidArgumentError('It takes metric=value, such as sharpe=1.5.');
  return [...before, { ...metricPlace(place), value: Number(number) }];
}

export const sortKey = (text: string): NonNullable<DatabankFlags['sort']> => (text === 'id' || text === 'size' ? text : metricPlace(text));

const valueAt = (entry: DatabankEntry, { part, metric }: MetricPlace): number | undefined =>
  metric === 'size' ? entry.size : entry[part]?.[metric];

/** Entries that pass, in their order or that of `sort`, what has no such value last. */
export function filterEntries(entries: readonly DatabankEntry[], flags: DatabankFlags): DatabankEntry[] {
  const { text = '', data, tag, pinned, min, max, sort } = flags;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const passing = entries.filter((entry) => {
    const all = [entry.strategy, entry.run.name, entry.dataset.name, entry.note, ...entry.tags].join('\n').toLowerCase();
    return (
      words.every((word) => all.includes(word)) &&
      (data === undefined || entry.dataset.id === data || entry.dataset.name === data) &&
      (tag === undefined || entry.tags.includes(tag)) &&
      (!pinned || entry.pinned) &&
      min.every((bound) => (valueAt(entry, bound) ?? Number.NaN) >= bound.value) &&
      max.every((bound) => (valueAt(entry, bound) ?? Number.NaN) <= bound.value)
    );
  });
  if (sort === undefined || sort === 'id') return passing;
  const value = (entry: DatabankEntry) => (sort === 'size' ? entry.size : (valueAt(entry, sort) ?? Number.NEGATIVE_INFINITY));
  return passing.sort((a, b) => value(b) - value(a) || b.id - a.id);
}
