import type { OriginView } from '../../../../preload/contract.ts';

/** A step of a line of ancestors: how one came to be, and for how many generations it had lived on unchanged since. */
export interface Step {
  readonly origin: OriginView;
  /** Its last generation in this line. */
  readonly until: number;
}

/** The line without its copies: who lived on unchanged stands once, where it came to be. Latest first. */
export function steps(line: readonly OriginView[]): Step[] {
  const found: Step[] = [];
  let until: number | null = null;
  for (const origin of line) {
    until ??= origin.generation;
    if (origin.operator === 'reproduce' && origin.change === null && origin.parents.length > 0) continue;
    found.push({ origin, until });
    until = null;
  }
  return found;
}
