import type { Returns } from '../../market/validation/split.ts';

/**
 * Decisions without those that hold a bar whose return is sealed: a bar is held one after its decision.
 *
 * @param sealed returns [first, last), as `returnsOf` gives them for the periods of a holdout
 */
export function flatOn(sealed: readonly Returns[], decisions: Uint8Array): Uint8Array {
  if (sealed.length === 0) return decisions;
  const flat = decisions.slice();
  for (const { first, last } of sealed) flat.fill(0, Math.max(0, first - 1), Math.max(0, last - 1));
  return flat;
}

/** One byte a bar: 1 where the change from the close before to that of the bar is a sealed return. */
export function sealedSteps(sealed: readonly Returns[], length: number): Uint8Array {
  const steps = new Uint8Array(length);
  for (const { first, last } of sealed) steps.fill(1, first + 1, last + 1);
  return steps;
}
