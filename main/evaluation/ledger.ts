import type { Fitness } from '../strategy/fitness.ts';

/**
 * What a worker writes down about its chunk, in shared memory, where it outlives the thread: which strategy is under
 * way, what became of each, and the fitnesses.
 */
export interface Ledger {
  /**
   * 1 + the place of the strategy under way, 0 before the first; the id of the thread, once `clock` is set; and 1 when the
   * thread is to be terminated.
   */
  readonly progress: Int32Array<SharedArrayBuffer>;
  /** When the thread took the chunk in hand and when it was done with it, in milliseconds since 1970; 0 before. */
  readonly clock: Float64Array<SharedArrayBuffer>;
  /** A `state` for each strategy. */
  readonly states: Uint8Array<SharedArrayBuffer>;
  /** How many numbers the fitness of a strategy has. */
  readonly width: number;
  /** So many for each strategy; good once its state is `done`. */
  readonly values: Float64Array<SharedArrayBuffer>;
}

export const state = { pending: 0, done: 1, threw: 2 } as const;

export function createLedger(strategies: number, width: number): Ledger {
  const bytes = (strategies * width + 2) * Float64Array.BYTES_PER_ELEMENT;
  const buffer = new SharedArrayBuffer(bytes + 3 * Int32Array.BYTES_PER_ELEMENT + strategies);
  return {
    width,
    values: new Float64Array(buffer, 0, strategies * width),
    clock: new Float64Array(buffer, strategies * width * Float64Array.BYTES_PER_ELEMENT, 2),
    progress: new Int32Array(buffer, bytes, 3),
    states: new Uint8Array(buffer, bytes + 3 * Int32Array.BYTES_PER_ELEMENT, strategies),
  };
}

const now = () => performance.timeOrigin + performance.now();

/** A thread takes the chunk in hand; threads are numbered from 1. */
export function takeInHand({ clock, progress }: Ledger, thread: number): void {
  clock[0] = now();
  Atomics.store(progress, 1, thread);
}

/** It is done with it. */
export function putDown({ clock }: Ledger): void {
  clock[1] = now();
}

/** Which thread has, or had, the chunk in hand, and when; null before. */
export function inHand({
  clock,
  progress,
}: Ledger): { readonly thread: number; readonly start: number; readonly end: number | null } | null {
  const thread = Atomics.load(progress, 1);
  return thread === 0 ? null : { thread, start: clock[0]!, end: clock[1] || null };
}

/** The thread that has the chunk in hand is about to be terminated, which takes a moment: it begins nothing any more. */
export function doom({ progress }: Ledger): void {
  Atomics.store(progress, 2, 1);
}

/** For the thread: waits for its end if it is doomed. */
export function yieldIfDoomed({ progress }: Ledger): void {
  if (Atomics.load(progress, 2) === 1) Atomics.wait(progress, 2, 1);
}

/** The worker is about to evaluate this strategy: from here on it is to blame for what happens to the thread. */
export function begin({ progress }: Ledger, index: number): void {
  Atomics.store(progress, 0, index + 1);
}

export function finish({ states, values, width }: Ledger, index: number, fitness: Fitness): void {
  values.set(fitness, index * width);
  Atomics.store(states, index, state.done);
}

export function fail({ states }: Ledger, index: number): void {
  Atomics.store(states, index, state.threw);
}

export const stateOf = ({ states }: Ledger, index: number): number => Atomics.load(states, index);

export function fitnessOf({ values, width }: Ledger, index: number): Fitness {
  const fitness: number[] = [];
  for (let i = 0; i < width; i++) fitness.push(values[index * width + i]!);
  return fitness;
}

/** The place of the strategy that has been begun and not brought to an end; −1 when there is none. */
export function underWay(ledger: Ledger): number {
  const index = Atomics.load(ledger.progress, 0) - 1;
  return index >= 0 && stateOf(ledger, index) === state.pending ? index : -1;
}
