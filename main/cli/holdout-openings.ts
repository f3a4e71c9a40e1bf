import type { HoldoutOpening } from '../../preload/contract.ts';
import { utc } from './session.ts';

/** Of many openings the latest are told one by one. */
const TOLD = 10;

/** What somebody has to know about a holdout that others have looked at; no lines when it is unseen. */
export function openingsText(openings: readonly HoldoutOpening[]): string[] {
  if (openings.length === 0) return [];
  const times = openings.length === 1 ? 'once' : `${openings.length} times`;
  const told = openings.slice(-TOLD).toReversed();
  return [
    `the bars of this holdout have been opened ${times} before: they are no longer unseen, and what was chosen after a look at them is trained on them`,
    ...told.map(line),
    ...(openings.length > TOLD ? [`  and ${openings.length - TOLD} times earlier`] : []),
  ];
}

function line({ run, name, openedAt, share, ancestor, deleted }: HoldoutOpening): string {
  const notes = [
    ...(ancestor ? ['this run is a fork of it'] : []),
    ...(share < 1 ? [`${share < 0.01 ? 'less than 1' : Math.round(share * 100)} % of these bars`] : []),
    ...(deleted ? ['deleted since'] : []),
  ];
  return `  ${utc(openedAt)}  run ${run}: ${name}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
