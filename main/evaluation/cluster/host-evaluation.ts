import type { Evaluate, Fitness } from '../../strategy/fitness.ts';
import { type Genome, size } from '../../strategy/genome.ts';
import { CostModel } from '../chunking.ts';
import type { StrategyFailure } from '../failure.ts';
import { EvaluationPool } from '../pool.ts';
import { timeframesOf } from '../problem.ts';
import type { SharedBars } from '../shared-bars.ts';
import type { DataSetCache } from './data-set-cache.ts';
import {
  type ChunkResult,
  chunkSchema,
  decodeGenomes,
  encodeFitnesses,
  failureMessage,
  hashesOf,
  type ProblemMessage,
  problemFrom,
} from './wire.ts';

/** Problems that are kept ready; more would hold on to bars that nobody asks for. */
const KEPT = 8;
/** Over which the rate is measured, in milliseconds. */
const RATE_TIME = 10_000;

interface Prepared {
  readonly data: readonly string[];
  readonly evaluate: Evaluate;
  readonly costs: CostModel;
}

export interface HostEvaluationOptions {
  readonly id: string;
  readonly workerFile: string;
  readonly slots: number;
  readonly data: DataSetCache;
}

/** Evaluates chunks on the threads of this host, each chunk on one of them. */
export class HostEvaluation {
  readonly #options: HostEvaluationOptions;
  readonly #pool: EvaluationPool;
  readonly #prepared = new Map<string, Prepared>();
  /** Where failures of the strategies under way are noted; an evaluator serves several chunks at a time. */
  readonly #failures = new WeakMap<Genome, (failure: StrategyFailure) => void>();
  readonly #recent: { readonly time: number; readonly strategies: number }[] = [];
  #counts = { chunks: 0, strategies: 0, failures: 0 };

  constructor(options: HostEvaluationOptions) {
    this.#options = options;
    const wholeChunk = (costs: readonly number[]) => [[...costs.keys()]];
    this.#pool = new EvaluationPool({ workerFile: options.workerFile, workers: options.slots, plan: wholeChunk });
  }

  get counts(): { chunks: number; strategies: number; failures: number; rate: number } {
    const from = performance.now() - RATE_TIME;
    while (this.#recent[0] && this.#recent[0].time < from) this.#recent.shift();
    const lately = this.#recent.reduce((sum, { strategies }) => sum + strategies, 0);
    return { ...this.#counts, rate: lately / (RATE_TIME / 1_000) };
  }

  /** Lets go of all data sets but these. */
  keepOnly(hashes: ReadonlySet<string>): void {
    for (const [key, { data }] of this.#prepared) if (data.some((hash) => !hashes.has(hash))) this.#prepared.delete(key);
    this.#options.data.keepOnly(hashes);
  }

  /** @throws {DamagedDataSet} when the data set cannot be had */
  async evaluate(message: unknown): Promise<ChunkResult> {
    const { problem, genomes: text, longest } = chunkSchema.parse(message);
    const { evaluate, costs } = await this.#prepare(problem);
    const genomes = decodeGenomes(text);
    const failures: StrategyFailure[] = [];
    const fitnesses: Fitness[] = [];
    const started = performance.now();
    // A chunk that is too long for this host is cut into parts, and after a while the rest goes back.
    for (const part of parts(genomes, costs, longest)) {
      if (fitnesses.length > 0 && performance.now() - started > longest) break;
      const before = performance.now();
      const offset = fitnesses.length;
      for (const genome of part) this.#failures.set(genome, (failure) => failures.push({ ...failure, index: offset + failure.index }));
      fitnesses.push(...(await evaluate(part)));
      costs.learn(part.map(size), performance.now() - before);
    }
    this.#count(fitnesses.length, failures.length);
    return {
      host: this.#options.id,
      milliseconds: performance.now() - started,
      done: fitnesses.length,
      values: encodeFitnesses(fitnesses),
      failures: failures.map(failureMessage),
    };
  }

  async #prepare(problem: ProblemMessage): Promise<Prepared> {
    const key = JSON.stringify(problem);
    const known = this.#prepared.get(key);
    this.#prepared.delete(key);
    const prepared = known ?? (await this.#load(problem));
    this.#prepared.set(key, prepared);
    if (this.#prepared.size > KEPT) this.#prepared.delete(this.#prepared.keys().next().value!);
    return prepared;
  }

  async #load(message: ProblemMessage): Promise<Prepared> {
    const data = hashesOf(message);
    const bars = new Map<string, SharedBars>();
    for (const hash of data) bars.set(hash, await this.#options.data.bars(hash));
    const problem = problemFrom(message, bars);
    const evaluate = this.#pool.evaluator(problem, (failure) => this.#failures.get(failure.genome)?.(failure));
    return { data, evaluate, costs: new CostModel(timeframesOf(problem).reduce((sum, one) => sum + one.bars.length, 0)) };
  }

  #count(strategies: number, failures: number): void {
    this.#counts.chunks++;
    this.#counts.strategies += strategies;
    this.#counts.failures += failures;
    this.#recent.push({ time: performance.now(), strategies });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** The chunk as it is, unless it would take longer than is good; then parts of a quarter of that time. */
function parts(genomes: readonly Genome[], costs: CostModel, longest: number): Genome[][] {
  const times = genomes.map((genome) => costs.estimate(size(genome)));
  if (times.reduce((sum, time) => sum + time, 0) <= longest) return [[...genomes]];
  const result: Genome[][] = [];
  let room = 0;
  for (const [i, genome] of genomes.entries()) {
    if (result.length === 0 || times[i]! > room) {
      result.push([]);
      room = longest / 4;
    }
    result.at(-1)!.push(genome);
    room -= times[i]!;
  }
  return result;
}
