import type { Genome } from '../strategy/genome.ts';
import { NUMBER } from '../strategy/primitives.ts';
import type { Ledger } from './ledger.ts';
import type { Problem } from './problem.ts';

/** Some strategies on their way to a worker: packed into two arrays that change hands without a copy. */
export interface Chunk {
  /** The same for all chunks of a problem, so that a worker prepares it once. Unique within a pool. */
  readonly problemId: number;
  /** Only for a worker that has answered that it does not know it: its copy takes longer than all else in the message. */
  readonly problem?: Problem;
  /** The codes of all genomes, one genome after the other, and where each of them ends. */
  readonly codes: Uint16Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The constants of all genomes, in the same order. */
  readonly constants: Float64Array<ArrayBuffer>;
  /** Shared with the worker, which writes results and progress into it. */
  readonly ledger: Ledger;
  /** Shared by all chunks of a call: anything but 0 asks the workers to return before the next strategy. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** The answer of a worker: that it needs the problem, or that it is done. */
export type ChunkReply = 'problem?' | ChunkDone;

/** The fitnesses stand in the ledger. */
export interface ChunkDone {
  /** How long the evaluation took. */
  readonly milliseconds: number;
  /** What the strategies threw that could not be evaluated: place in the chunk and message. */
  readonly errors: readonly (readonly [index: number, message: string])[];
}

type Packed = Pick<Chunk, 'codes' | 'ends' | 'constants'>;

export function pack(genomes: readonly Genome[]): Packed {
  let nodes = 0;
  let numbers = 0;
  for (const genome of genomes) {
    nodes += genome.codes.length;
    numbers += genome.constants.length;
  }
  const codes = new Uint16Array(nodes);
  const constants = new Float64Array(numbers);
  const ends = new Uint32Array(genomes.length);
  let end = 0;
  let constantsEnd = 0;
  for (const [i, genome] of genomes.entries()) {
    codes.set(genome.codes, end);
    constants.set(genome.constants, constantsEnd);
    end += genome.codes.length;
    constantsEnd += genome.constants.length;
    ends[i] = end;
  }
  return { codes, ends, constants };
}

/** The genomes of a chunk, one after the other, as views into its arrays. */
export function* unpack({ codes, ends, constants }: Packed): Generator<Genome> {
  let start = 0;
  let firstConstant = 0;
  for (const end of ends) {
    let lastConstant = firstConstant;
    for (let i = start; i < end; i++) if (codes[i] === NUMBER) lastConstant++;
    yield { codes: codes.subarray(start, end), constants: constants.subarray(firstConstant, lastConstant) };
    start = end;
    firstConstant = lastConstant;
  }
}
