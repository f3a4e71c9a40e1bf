import type { Draft, DraftPeriod, PeriodRole } from './draft.ts';
import { equalParts } from './read-draft.ts';

/** How much of the data a new period of validation or holdout takes, at its end. */
const SHARE = 0.2;
const DEFAULT_PERIODS = 3;

const nextId = (periods: readonly DraftPeriod[]) => Math.max(-1, ...periods.map((p) => p.id)) + 1;

/** One more period of this role. Validation and holdout take the end of what is trained on; the rest makes room. */
export function withPeriod(draft: Draft, role: PeriodRole, bars: number): Draft {
  const own = draft[role] ?? equalParts(bars, DEFAULT_PERIODS);
  if (role === 'periods') return { ...draft, kept: withoutSplit(draft), periods: [...own, after(own, bars)] };
  const trained = draft.periods ?? equalParts(bars, DEFAULT_PERIODS);
  const end = Math.max(0, ...trained.map((p) => Number(p.end) || 0));
  const cut = Math.floor(end - bars * SHARE);
  const period: DraftPeriod = { id: nextId(own), start: String(Math.max(0, cut)), end: String(end) };
  return {
    ...draft,
    kept: withoutSplit(draft),
    periods: draft.periods ? trimmed(trained, cut) : equalParts(cut, DEFAULT_PERIODS),
    [role]: [...own, period],
  };
}

export function withoutPeriod(draft: Draft, role: PeriodRole, index: number, bars: number): Draft {
  const own = draft[role] ?? equalParts(bars, DEFAULT_PERIODS);
  return { ...draft, kept: withoutSplit(draft), [role]: own.filter((_, i) => i !== index) };
}

export const withoutSplit = ({ kept }: Draft): Draft['kept'] => (kept.sessions ? { sessions: kept.sessions } : {});

const after = (periods: readonly DraftPeriod[], bars: number): DraftPeriod => ({
  id: nextId(periods),
  start: periods.at(-1)?.end ?? '0',
  end: String(bars),
});

/** What lies before the cut. Never nothing: then they stay as they are, and the form says what overlaps. */
function trimmed(periods: readonly DraftPeriod[], cut: number): readonly DraftPeriod[] {
  const before = periods.filter((p) => Number(p.start) < cut);
  return before.length === 0 ? periods : before.map((p) => ({ ...p, end: String(Math.min(Number(p.end), cut)) }));
}
