import { useDeferredValue, useRef } from 'react';
import type { LogbookRow } from '../../../../preload/contract.ts';
import { type Sample, Sampler } from '../../../charts/live/sample.ts';
import { useLatest } from '../../../components/use-latest.ts';

const nothing: readonly LogbookRow[] = [];

/** Milliseconds between two pictures: smooth enough for a line that grows, and most of the time is left for the user. */
const PACE = 250;

/** The logbook as charts draw it; what the user does comes before new rows. */
export function useSample(rows: readonly LogbookRow[] = nothing): Sample {
  const arrived = useDeferredValue(useLatest(rows, PACE));
  const kept = useRef<{ readonly sampler: Sampler; rows: readonly LogbookRow[]; sample: Sample }>(null);
  kept.current ??= { sampler: new Sampler(), rows: nothing, sample: { rows: nothing, stride: 1 } };
  if (kept.current.rows !== arrived) {
    kept.current.rows = arrived;
    kept.current.sample = kept.current.sampler.sample(arrived);
  }
  return kept.current.sample;
}
