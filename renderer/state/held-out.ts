import type { Draft, DraftPeriod, PeriodRole } from './draft.ts';
import { equalParts } from './read-draft.ts';

/** How much of the data a new validation or holdout takes. */
const SHARE = 0.2;
const DEFAULT_PERIODS = 3;

const nextId = (periods: readonly DraftPeriod[]) => Math.max(-1, ...periods.map((p) => p.id)) + 1;
const trainingOf = (draft: Draft, bars: number) => draft.periods ?? equalParts(bars, DEFAULT_PERIODS);

/**
 * One more period of this role. The first validation and the first holdout lay the data out anew, in the order
 * training, validation, holdout, as long as training is equal parts still; otherwise what comes takes the end of
 * training, which makes room.
 */
export function withPeriod(draft: Draft, role: PeriodRole, bars: number): Draft {
  const trained = trainingOf(draft, bars);
  const kept = withoutSplit(draft);
  if (role === 'periods') {
    const start = trained.at(-1)?.end ?? '0';
    return { ...draft, kept, periods: [...trained, { id: nextId(trained), start, end: String(bars) }] };
  }
  const own = draft[role];
  const other = draft[role === 'holdout' ? 'validation' : 'holdout'];
  if (own.length === 0 && other.length <= 1 && areEqualParts(trained)) return laidOut(draft, role, trained.length, bars);
  const end = Math.max(0, ...trained.map((p) => Number(p.end) || 0));
  const cut = Math.max(0, Math.floor(end - bars * SHARE));
  const period = { id: nextId(own), start: String(cut), end: String(end) };
  return { ...draft, kept, periods: trimmed(trained, cut), [role]: [...own, period] };
}

export function withoutPeriod(draft: Draft, role: PeriodRole, index: number, bars: number): Draft {
  const own = role === 'periods' ? trainingOf(draft, bars) : draft[role];
  return { ...draft, kept: withoutSplit(draft), [role]: own.filter((_, i) => i !== index) };
}

/** What the form hands on, without a way to cut the data: the periods are given now. */
export const withoutSplit = ({ kept }: Draft): Draft['kept'] => (kept.sessions ? { sessions: kept.sessions } : {});

const areEqualParts = (periods: readonly DraftPeriod[]): boolean => {
  const parts = equalParts(Number(periods.at(-1)?.end), periods.length);
  return periods.every((p, i) => p.start === parts[i]!.start && p.end === parts[i]!.end);
};

function laidOut(draft: Draft, role: 'validation' | 'holdout', parts: number, bars: number): Draft {
  const sealed = role === 'holdout' || draft.holdout.length > 0;
  const validated = role === 'validation' || draft.validation.length > 0;
  const one = (start: number, end: number): DraftPeriod[] => [{ id: 0, start: String(start), end: String(end) }];
  const beforeHoldout = sealed ? Math.floor(bars * (1 - SHARE)) : bars;
  const trained = validated ? Math.floor(beforeHoldout - bars * SHARE) : beforeHoldout;
  return {
    ...draft,
    kept: withoutSplit(draft),
    periods: equalParts(trained, parts),
    validation: validated ? one(trained, beforeHoldout) : [],
    holdout: sealed ? one(beforeHoldout, bars) : [],
  };
}

/** What lies before the cut. Never nothing: then they stay as they are, and the form says what overlaps. */
function trimmed(periods: readonly DraftPeriod[], cut: number): readonly DraftPeriod[] {
  const before = periods.filter((p) => Number(p.start) < cut);
  return before.length === 0 ? periods : before.map((p) => ({ ...p, end: String(Math.min(Number(p.end), cut)) }));
}
