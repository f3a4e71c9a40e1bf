import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random numbers. Every stochastic function of the pure rooms takes one as its first argument. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  float(): number;
  /** Uniform integer in [from, to], both included. */
  integer(from: number, to: number): number;
  /** One element, all equally likely. Throws on an empty list. */
  choice<T>(items: readonly T[]): T;
}

/**
 * What a stream of random numbers is used for. The number is part of the stream's key, so it never changes;
 * a new purpose gets a new number.
 */
export const purposes = {
  initialise: 1,
  select: 2,
  mate: 3,
  mutate: 4,
  vary: 5,
  survive: 6,
  shuffle: 7,
  migrate: 8,
  model: 9,
  tune: 10,
} as const;
export type Purpose = keyof typeof purposes;

// The finaliser of MurmurHash3 (Appleby, public domain): every input bit changes every output bit with p ≈ ½.
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * The random stream of one decision: xoroshiro128+ (Blackman and Vigna) started from a hash of the whole key.
 * Nothing is shared between streams, so no schedule and no number of workers can change a result.
 *
 * @param seed the experiment's seed, an integer from 0 to 2⁵³ − 1
 * @param generation 0 is the initial population
 * @param slot place in the population (for a crossover: the number of the pair)
 */
export function randomFor(seed: number, generation: number, slot: number, purpose: Purpose): Random {
  const key = [seed | 0, Math.floor(seed / 2 ** 32), generation, slot, purposes[purpose]];
  const state = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667].map((lane) => key.reduce((h, k) => mix(h ^ mix(k + lane)), lane));
  return randomFromState(state);
}

/** A stream continued from the four 32-bit words of its state. */
export function randomFromState(state: readonly number[]): Random {
  const generator = xoroshiro128plusFromState(state);
  const integer = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    float: () => uniformFloat64(generator),
    integer,
    choice(items) {
      if (items.length === 0) throw new RangeError('choice() from an empty list');
      return items[integer(0, items.length - 1)] as (typeof items)[number];
    },
  };
}
