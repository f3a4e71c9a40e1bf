import { z } from 'zod';
import type { Fitness } from '../../strategy/fitness.ts';
import type { Genome } from '../../strategy/genome.ts';
import { pack, unpack } from '../chunk.ts';
import type { StrategyFailure } from '../failure.ts';
import type { JudgedBars, Problem } from '../problem.ts';
import type { SharedBars } from '../shared-bars.ts';

/*
 * What travels in BullMQ's jobs. They are JSON, in which typed arrays would become lists of numbers five times their
 * size, so genomes and fitnesses are base64 of their little-endian bytes: to the last bit what they were.
 */

/** A problem in which the SHA-256 of their columns stands for bars; the rest of it travels as it is. */
const judgedBars = { bars: z.string().length(64), periods: z.array(z.object({ start: z.int(), end: z.int() })) };
export const problemSchema = z.looseObject({ ...judgedBars, window: z.int(), timeframes: z.array(z.looseObject(judgedBars)).optional() });
export type ProblemMessage = z.infer<typeof problemSchema>;

/** All bars that the problem is about, each once. */
export const barsOf = (problem: Problem): SharedBars[] => [...new Set([problem, ...(problem.timeframes ?? [])].map(({ bars }) => bars))];

/** @param hashes of the columns of all its bars */
export function problemMessage(problem: Problem, hashes: ReadonlyMap<SharedBars, string>): ProblemMessage {
  const judged = <T extends JudgedBars>({ bars, kernelBars: _, ...rest }: T) => ({ ...rest, bars: hashes.get(bars)! });
  const { timeframes } = problem;
  const message = { ...judged(problem), ...(timeframes === undefined ? {} : { timeframes: timeframes.map(judged) }) };
  return problemSchema.parse(JSON.parse(JSON.stringify(message)));
}

/** The hashes of all bars of the problem, each once. */
export const hashesOf = ({ bars, timeframes = [] }: ProblemMessage): string[] => [...new Set([bars, ...timeframes.map((one) => one.bars)])];

/** The problem that the message is about. */
export function problemFrom(message: ProblemMessage, bars: ReadonlyMap<string, SharedBars>): Problem {
  const judged = <T extends { readonly bars: string }>(one: T): Omit<T, 'bars'> & JudgedBars =>
    ({ ...one, bars: bars.get(one.bars)! }) as Omit<T, 'bars'> & JudgedBars & T;
  const { timeframes, ...own } = message;
  // Written by `problemMessage` in a coordinator of the same version.
  return { ...judged(own), window: message.window, ...(timeframes === undefined ? {} : { timeframes: timeframes.map(judged) }) };
}

const chunkSchema = z.object({
  problem: problemSchema,
  genomes: z.string(),
  /** After so many milliseconds a host sends back what it has not done. */
  longest: z.number().positive(),
});
export type ChunkMessage = z.infer<typeof chunkSchema>;

/** What a host makes of it. */
export interface Chunk extends Omit<ChunkMessage, 'genomes'> {
  readonly genomes: readonly Genome[];
}

/** @throws when it is no chunk, or cut off */
export function chunkOf(message: unknown): Chunk {
  const { genomes, ...rest } = chunkSchema.parse(message);
  return { ...rest, genomes: decodeGenomes(genomes) };
}

export const chunkResultSchema = z.object({
  host: z.string(),
  /** How long the evaluation took. */
  milliseconds: z.number(),
  /** How many strategies, from the first on, were evaluated; a slow host sends the rest back. */
  done: z.int().min(0),
  /** Fitnesses of those, one after the other. */
  values: z.string(),
  failures: z.array(z.tuple([z.int(), z.enum(['threw', 'timeout', 'crashed']), z.string()])),
});
export type ChunkResult = z.infer<typeof chunkResultSchema>;

const bytesOf = (array: Uint32Array | Uint16Array | Float64Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** In a buffer of their own, from its first byte on: numbers may not stand anywhere. */
const bytesFrom = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

export function encodeGenomes(genomes: readonly Genome[]): string {
  const { codes, ends, constants } = pack(genomes);
  // Sixteen bytes, and the widest elements first, so that each array starts where its elements may stand.
  const header = Uint32Array.of(ends.length, codes.length, constants.length, 0);
  return Buffer.concat([header, constants, ends, codes].map(bytesOf)).toString('base64');
}

/** @throws RangeError when the text is cut off */
export function decodeGenomes(text: string): Genome[] {
  const { buffer } = bytesFrom(text);
  const [strategies, nodes, numbers] = new Uint32Array(buffer, 0, 4);
  const constants = new Float64Array(buffer, 16, numbers);
  const ends = new Uint32Array(buffer, 16 + constants.byteLength, strategies);
  const codes = new Uint16Array(buffer, 16 + constants.byteLength + ends.byteLength, nodes);
  return [...unpack({ codes, ends, constants })];
}

export const encodeFitnesses = (fitnesses: readonly Fitness[]): string => bytesOf(new Float64Array(fitnesses.flat())).toString('base64');

export function decodeFitnesses({ done, values }: Pick<ChunkResult, 'done' | 'values'>): Fitness[] {
  const numbers = new Float64Array(bytesFrom(values).buffer);
  const width = done === 0 ? 0 : numbers.length / done;
  if (!Number.isInteger(width)) throw new RangeError(`${numbers.length} numbers are no fitnesses of ${done} strategies`);
  const fitnesses: Fitness[] = [];
  for (let strategy = 0; strategy < done; strategy++) {
    const fitness: number[] = [];
    for (let i = 0; i < width; i++) fitness.push(numbers[strategy * width + i]!);
    fitnesses.push(fitness);
  }
  return fitnesses;
}

export type FailureMessage = ChunkResult['failures'][number];
export const failureMessage = ({ index, reason, message }: StrategyFailure): FailureMessage => [index, reason, message];
