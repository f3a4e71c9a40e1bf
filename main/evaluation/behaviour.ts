import { hash } from 'node:crypto';
import type { Evaluate } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { type Problem, timeframesOf } from './problem.ts';

/** The decisions [first, last] of a period, and where their words begin. */
interface Span {
  readonly first: number;
  readonly last: number;
  readonly at: number;
}

const wordsOf = (first: number, last: number) => (last >> 5) - (first >> 5) + 1;

/**
 * The positions of a strategy on everything that it is judged on, as one number: equal for two strategies that hold the
 * same bars in every period of every timeframe, whatever they look like. Each timeframe is
 * added once, as bits or as bytes; then there is a `key`.
 */
export class Positions {
  readonly #timeframes: readonly (readonly Span[])[];
  readonly #words: Uint32Array<ArrayBuffer>;

  constructor(problem: Problem) {
    let end = 0;
    this.#timeframes = timeframesOf(problem).map(({ periods }) =>
      periods.map(({ start, end: periodEnd }) => {
        // Those that decide about a held bar: see main/backtest/positions.ts.
        const span = { first: start + problem.window - 1, last: periodEnd - 3, at: end };
        end += wordsOf(span.first, span.last);
        return span;
      }),
    );
    this.#words = new Uint32Array(end);
  }

  /** @param bits 32 decisions a word, the earliest lowest, as the kernel keeps them */
  addBits(timeframe: number, bits: Uint32Array): void {
    for (const { first, last, at } of this.#timeframes[timeframe]!) {
      const count = wordsOf(first, last);
      const from = first >> 5;
      for (let i = 0; i < count; i++) this.#words[at + i] = bits[from + i]!;
      this.#words[at]! &= -1 << (first & 31);
      this.#words[at + count - 1]! &= -1 >>> (31 - (last & 31));
    }
  }

  /** @param decisions a byte each, as `signals` of main/backtest gives them */
  addBytes(timeframe: number, decisions: Uint8Array): void {
    for (const { first, last, at } of this.#timeframes[timeframe]!) {
      const from = first >> 5;
      this.#words.fill(0, at, at + wordsOf(first, last));
      for (let t = first; t <= last; t++) if (decisions[t] === 1) this.#words[at + (t >> 5) - from]! |= 1 << (t & 31);
    }
  }

  /**
   * The first 53 bits of the SHA-256 of the positions, a whole number that a float64 holds: among a million different
   * strategies two share theirs by accident once in 18,000 runs.
   */
  get key(): number {
    const digest = hash('sha256', this.#words, 'buffer');
    return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11);
  }
}

export interface BehaviourEvaluation {
  /** The answers without their last number. */
  readonly evaluate: Evaluate;
  /** @throws Error for a genome that `evaluate` was not given before: this very object */
  readonly behaviourOf: (genome: Genome) => number;
}

/**
 * Takes the behaviour out of the answers for a problem that asks for it, and remembers it as long as somebody has the genome.
 *
 * @param evaluateBoth may be a memo or a quarantine around what evaluates
 */
export function behaviourEvaluation(evaluateBoth: Evaluate): BehaviourEvaluation {
  // By the object: keys for all genomes of a run would cost more than their evaluation.
  const known = new WeakMap<Genome, number>();
  return {
    evaluate: async (genomes, signal) => {
      const answers = await evaluateBoth(genomes, signal);
      return answers.map((answer, i) => {
        known.set(genomes[i]!, answer.at(-1)!);
        return answer.slice(0, -1);
      });
    },
    behaviourOf: (genome) => {
      const behaviour = known.get(genome);
      if (behaviour === undefined) throw new Error('the behaviour of a strategy was asked for that has not been evaluated');
      return behaviour;
    },
  };
}
