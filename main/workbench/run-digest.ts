import { createHash } from 'node:crypto';
import { digest } from '../evolution/digest.ts';
import type { Generation } from '../evolution/individual.ts';

/**
 * SHA-256, hexadecimal, of all that the rest of a run follows from: genomes and fitnesses to the last bit
 * (evolution/digest.ts), and the state of the random numbers. There is no generator that is carried along: each number
 * is a pure function of the seed, the generation and the slot (strategy/random.ts), so seed and generation are that
 * state. What the algorithm remembers besides the population is part of it too.
 *
 * Equal digests in one generation, and the same settings from there on, give equal digests in every later one. Workers,
 * chunks, caches, pauses and interruptions have no part in it.
 */
export function runDigest(seed: number, generation: Pick<Generation, 'number' | 'population' | 'state'>): string {
  const position = JSON.stringify([seed, generation.number, generation.state ?? null]);
  return createHash('sha256').update(`${position}\n`).update(digest(generation)).digest('hex');
}
