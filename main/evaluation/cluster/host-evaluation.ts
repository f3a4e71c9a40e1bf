import { canonicalKey } from '../../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../../strategy/fitness.ts';
import { type Genome, size } from '../../strategy/genome.ts';
import { CostModel } from '../chunking.ts';
import type { OnFailure, StrategyFailure } from '../failure.ts';
import { memoised } from '../memo.ts';
import { EvaluationPool } from '../pool.ts';
import { timeframesOf } from '../problem.ts';
import type { SharedBars } from '../shared-bars.ts';
import type { DataSetCache } from './data-set-cache.ts';
import { type Chunk, type ChunkResult, encodeFitnesses, failureMessage, hashesOf, type ProblemMessage, problemFrom } from './wire.ts';

/** Problems that are kept ready; more would hold on to bars that nobody asks for. */
const KEPT = 8;
/** Over which the rate is measured, in milliseconds. */
const RATE_TIME = 10_000;

/** Strategies that are being evaluated, and where it is noted which of them fail. */
interface UnderWay {
  readonly genomes: readonly Genome[];
  readonly fail: (failure: StrategyFailure) => void;
}

interface Prepared {
  readonly data: readonly string[];
  readonly evaluate: Evaluate;
  /** The same, for those that ask for a strategy again and again. */
  readonly remembering: Evaluate;
  /** Of these, by canonical key, those that could not be evaluated. */
  readonly failed: Map<string, StrategyFailure>;
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
  /** The chunks under way; an evaluator serves several at a time. */
  readonly #underWay = new Set<UnderWay>();
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
  async evaluate({ problem, genomes, longest }: Chunk): Promise<ChunkResult> {
    const { evaluate, costs } = await this.#prepare(problem);
    const failures: StrategyFailure[] = [];
    const fitnesses: Fitness[] = [];
    const started = performance.now();
    // A chunk that is too long for this host is cut into parts, and after a while the rest goes back.
    for (const part of parts(genomes, costs, longest)) {
      if (fitnesses.length > 0 && performance.now() - started > longest) break;
      const before = performance.now();
      const offset = fitnesses.length;
      const fail = (failure: StrategyFailure) => failures.push({ ...failure, index: offset + failure.index });
      fitnesses.push(...(await this.#watching({ genomes: part, fail }, () => evaluate(part))));
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

  /**
   * For what this host computes by itself. A strategy is evaluated once, whoever asks for it; whoever asks for one that
   * failed is told so.
   *
   * @throws {DamagedDataSet} when the data set cannot be had
   */
  async evaluator(problem: ProblemMessage): Promise<(onFailure: OnFailure) => Evaluate> {
    const { remembering, failed } = await this.#prepare(problem);
    return (onFailure) => async (genomes, signal) => {
      const fail = (failure: StrategyFailure) => failed.set(canonicalKey(failure.genome), failure);
      const fitnesses = await this.#watching({ genomes, fail }, () => remembering(genomes, signal));
      const failures = failed.size === 0 ? [] : genomes.flatMap((genome, index) => againFailed(failed, genome, index));
      for (const failure of failures) onFailure(failure);
      this.#count(genomes.length, failures.length);
      return fitnesses;
    };
  }

  async #watching(strategies: UnderWay, evaluate: () => Promise<Fitness[]>): Promise<Fitness[]> {
    this.#underWay.add(strategies);
    try {
      return await evaluate();
    } finally {
      this.#underWay.delete(strategies);
    }
  }

  /** Failures are rare: only then is it looked for whose strategy it was. */
  #noteFailure(failure: StrategyFailure): void {
    for (const { genomes, fail } of this.#underWay) if (genomes.includes(failure.genome)) fail(failure);
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
    const evaluate = this.#pool.evaluator(problem, (failure) => this.#noteFailure(failure));
    return {
      data,
      evaluate,
      remembering: memoised(evaluate),
      failed: new Map(),
      costs: new CostModel(timeframesOf(problem).reduce((sum, one) => sum + one.bars.length, 0)),
    };
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

function againFailed(failed: ReadonlyMap<string, StrategyFailure>, genome: Genome, index: number): StrategyFailure[] {
  const failure = failed.get(canonicalKey(genome));
  return failure ? [{ ...failure, genome, index }] : [];
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
