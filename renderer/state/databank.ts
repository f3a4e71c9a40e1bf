import { create } from 'zustand';
import type { DatabankEntry, FoldView, Metric } from '../../preload/contract.ts';
import type { Sort } from '../components/DataTable.tsx';
import { metricText } from '../format/fitness.ts';

/** Where a metric is looked at. */
export type Part = 'training' | 'validation';

/** Only entries whose metric lies within these bounds; an empty bound is none. */
export interface MetricRange {
  readonly metric: Metric;
  readonly part: Part;
  /** As they were typed: fractions in per cent. */
  readonly min: string;
  readonly max: string;
}

export interface DatabankFilter {
  readonly text: string;
  /** Hash of the data, or everything. */
  readonly data: string | null;
  readonly tag: string | null;
  readonly pinned: boolean;
  readonly ranges: readonly MetricRange[];
}

interface DatabankState extends DatabankFilter {
  readonly sort: Sort;
  readonly marked: readonly number[];
  /** The entry that is looked at. */
  readonly opened: number | null;
  readonly folding: boolean;
  /** Returns that correlate at least as much are nearly the same strategy, in hundredths as it was typed. */
  readonly threshold: string;
  /** Entries whose like are shown under them. */
  readonly unfolded: readonly number[];
  /** What was removed last, to be brought back. */
  readonly removed: readonly number[];
}

export const noFilter: DatabankFilter = { text: '', data: null, tag: null, pinned: false, ranges: [] };

/** How the databank is looked at: kept while the window lives. */
export const useDatabank = create<DatabankState>(() => ({
  ...noFilter,
  // As they are listed: what came last first, and of a run its best.
  sort: { key: 'added', descending: true },
  marked: [],
  opened: null,
  folding: false,
  threshold: '95',
  unfolded: [],
  removed: [],
}));

const bound = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text));

/** A metric of an entry; null where it has none. */
export const metricOf = (entry: DatabankEntry, part: Part, metric: Metric): number | null =>
  metric === 'size' ? entry.size : (entry[part]?.[metric] ?? null);

function isWithin(entry: DatabankEntry, { metric, part, min, max }: MetricRange): boolean {
  const [low, high] = [bound(min), bound(max)];
  if (low === null && high === null) return true;
  const value = metricOf(entry, part, metric);
  if (value === null) return false;
  const shown = metricText[metric].unit === '%' ? value * 100 : value;
  return (low === null || shown >= low) && (high === null || shown <= high);
}

/** The entries that pass, in their order. Words have to be found somewhere: in rule, run, data, tags or note. */
export function filtered(entries: readonly DatabankEntry[], { text, data, tag, pinned, ranges }: DatabankFilter): DatabankEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (pinned && !entry.pinned) return false;
    if (data !== null && entry.dataset.hash !== data) return false;
    if (tag !== null && !entry.tags.includes(tag)) return false;
    if (!ranges.every((range) => isWithin(entry, range))) return false;
    const all = [entry.strategy, entry.run.name, entry.dataset.name, entry.note, ...entry.tags].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** What an entry is sorted by; null stands last, whichever way. */
function sortValue(entry: DatabankEntry, key: string): number | string | null {
  const [part, metric] = key.split('.');
  if (metric) return metricOf(entry, part as Part, metric as Metric);
  if (key === 'strategy') return entry.strategy;
  if (key === 'run') return entry.run.name;
  if (key === 'data') return entry.dataset.name;
  if (key === 'tags') return entry.tags.length === 0 ? null : entry.tags.join(' ');
  if (key === 'pinned') return entry.pinned ? 1 : 0;
  if (key === 'size') return entry.size;
  return 0;
}

/** A new list; entries that are equal keep their order. */
export function sorted(entries: readonly DatabankEntry[], { key, descending }: Sort): DatabankEntry[] {
  return [...entries].sort((one, other) => {
    const [a, b] = [sortValue(one, key), sortValue(other, key)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === 'string' ? a.localeCompare(String(b), 'en') : a - Number(b);
    return descending ? -order : order;
  });
}

/** A line of the table: an entry, how many are folded under it, or why it is one of those. */
export interface DatabankRow {
  readonly entry: DatabankEntry;
  readonly folded: number;
  readonly under: { readonly reason: string; readonly correlation: number } | null;
}

/**
 * The lines that are shown: leaders of groups, and below the unfolded ones what is like them. Entries that the fold knows
 * nothing of stand by themselves: it may be that of other filters, while the new one is computed.
 */
export function foldedRows(entries: readonly DatabankEntry[], fold: FoldView | undefined, unfolded: readonly number[]): DatabankRow[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const below = new Map<number, readonly DatabankRow[]>();
  const hidden = new Set<number>();
  for (const { entry, folded } of fold?.groups ?? []) {
    if (!byId.has(entry)) continue;
    const rows = folded.flatMap(({ entry: other, reason, correlation }): DatabankRow[] => {
      const found = byId.get(other);
      return found ? [{ entry: found, folded: 0, under: { reason, correlation } }] : [];
    });
    below.set(entry, rows);
    for (const { entry: other } of rows) hidden.add(other.id);
  }
  return entries.flatMap((entry) => {
    if (hidden.has(entry.id)) return [];
    const rows = below.get(entry.id) ?? [];
    return [{ entry, folded: rows.length, under: null }, ...(unfolded.includes(entry.id) ? rows : [])];
  });
}
