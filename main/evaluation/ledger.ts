import type { Fitness } from '../strategy/fitness.ts';

/**
 * What a worker writes down about its chunk, in shared memory, where it outlives the thread: which strategy is under
 * way, what became of each, and the fitnesses.
 */
export interface Ledger {
  /** One element: 1 + the place of the strategy under way, 0 before the first. */
  readonly progress: Int32Array<SharedArrayBuffer>;
  /** A `state` for each strategy. */
  readonly states: Uint8Array<SharedArrayBuffer>;
  /** How many numbers the fitness of a strategy has. */
  readonly width: number;
  /** So many for each strategy; good once its state is `done`. */
  readonly values: Float64Array<SharedArrayBuffer>;
}

export const state = { pending: 0, done: 1, threw: 2 } as const;

export function createLedger(strategies: number, width: number): Ledger {
  const bytes = strategies * width * Float64Array.BYTES_PER_ELEMENT;
  const buffer = new SharedArrayBuffer(bytes + Int32Array.BYTES_PER_ELEMENT + strategies);
  return {
    width,
    values: new Float64Array(buffer, 0, strategies * width),
    progress: new Int32Array(buffer, bytes, 1),
    states: new Uint8Array(buffer, bytes + Int32Array.BYTES_PER_ELEMENT, strategies),
  };
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
