import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

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
  distinct: 11,
  island: 12,
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
  const [low, high, use] = [seed | 0, Math.floor(seed / 2 ** 32), purposes[purpose]];
  const hash = (lane: number): number => {
    let h = mix(lane ^ mix(low + lane));
    h = mix(h ^ mix(high + lane));
    h = mix(h ^ mix(generation + lane));
    h = mix(h ^ mix(slot + lane));
    return mix(h ^ mix(use + lane));
  };
  return randomFromState([hash(0x9e3779b9), hash(0x243f6a88), hash(0xb7e15162), hash(0x6a09e667)]);
}

/** A stream continued from the four 32-bit words of its state. */
export const randomFromState = (state: readonly number[]): Random => new Stream(xoroshiro128plusFromState(state));

/** A class, because a population needs thousands a generation: an object of closures each would be garbage at once. */
class Stream implements Random {
  private readonly generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.generator = generator;
  }

  float(): number {
    return uniformFloat64(this.generator);
  }

  integer(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  choice<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('choice() from an empty list');
    return items[this.integer(0, items.length - 1)] as T;
  }
}
