import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, size } from '../strategy/genome.ts';
import { type Chunk, type ChunkDone, type ChunkReply, pack } from './chunk.ts';
import type { CostModel, planChunks } from './chunking.ts';
import { messageOf, type OnFailure, type StrategyFailure } from './failure.ts';
import { createLedger, doom, fitnessOf, inHand, type Ledger, state, stateOf, underWay } from './ledger.ts';
import { type Problem, worstOf } from './problem.ts';
import type { Watchdog } from './watchdog.ts';
import type { WorkObserver } from './work-log.ts';

interface CallOptions {
  readonly problem: Problem;
  readonly problemId: number;
  readonly costs: CostModel;
  readonly workers: number;
  readonly chunkTime: number;
  /** So many strategies of a chunk are evaluated together, so that what they share is computed once, however long that takes. */
  readonly together: number;
  readonly plan: typeof planChunks;
  readonly timeLimit: number;
  readonly watchdog: Watchdog;
  /** Hands a chunk to a thread, which may still have another one in hand. */
  readonly run: (chunk: Chunk, options: { transferList: ArrayBuffer[] }) => Promise<ChunkReply>;
  /** Terminates a thread: `run` rejects for all chunks that it has. */
  readonly terminate: (thread: number) => void;
  /** How often a thread of the pool was lost with a chunk in hand. */
  readonly losses: { count: number };
  readonly onFailure: OnFailure | undefined;
  readonly observer: Pick<WorkObserver, 'handedOut'> | undefined;
  /** Which of the pool's workers a thread is, from 0. */
  readonly workerOf: (thread: number) => number;
}

/** How often a chunk may lose its thread before its first strategy is begun, and not by another chunk, until the fault is taken to lie elsewhere. */
const STARTS = 2;

/** A thread was lost with a chunk. */
interface Loss {
  readonly reply: null;
  /** The strategy for which it was terminated, by its place in the chunk; −1 when it ended otherwise. */
  readonly hung: number;
  /** Another chunk took it down while this one was waiting. */
  readonly byOther: boolean;
  readonly message: string;
}

/** One call of an evaluator: its chunks, from the first message to the fitness of every strategy. */
export class EvaluationCall {
  readonly #genomes: readonly Genome[];
  readonly #options: CallOptions;
  readonly #fitnesses: Fitness[];
  readonly #worst: Fitness;
  readonly #stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #abandoned = Promise.withResolvers<never>();
  #chunks: Promise<unknown> | undefined;

  constructor(genomes: readonly Genome[], options: CallOptions) {
    this.#genomes = genomes;
    this.#options = options;
    this.#fitnesses = new Array(genomes.length);
    this.#worst = worstOf(options.problem);
  }

  /** Sends out all chunks. Gives the fitness of each genome, in order. */
  async run(): Promise<Fitness[]> {
    const { costs, workers, chunkTime, together, plan } = this.#options;
    const estimates = this.#genomes.map((genome) => costs.estimate(size(genome)));
    const usual = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
    const target = together > 1 ? Math.max(chunkTime, together * usual) : chunkTime;
    this.#chunks = Promise.all(plan(estimates, workers, target).map((places) => this.#evaluate(places)));
    try {
      await Promise.race([this.#chunks, this.#abandoned.promise]);
    } finally {
      // Whatever is still under way is of no use to anyone.
      Atomics.store(this.#stop, 0, 1);
    }
    return this.#fitnesses;
  }

  /** Makes `run` reject; workers stop before their next strategy. */
  abandon(error: Error): void {
    Atomics.store(this.#stop, 0, 1);
    this.#abandoned.reject(error);
  }

  /** Fulfilled when no worker is busy with this call any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#chunks]);
  }

  get #stopped(): boolean {
    return Atomics.load(this.#stop, 0) !== 0;
  }

  /** Has the strategies at these places evaluated in one chunk; goes on with the rest when one of them takes the thread down. */
  async #evaluate(places: readonly number[], lostStarts = 0): Promise<void> {
    const ledger = createLedger(places.length, this.#worst.length);
    const outcome = await this.#send(places, ledger);
    if (this.#stopped) return;
    if (outcome.reply) {
      const sizes = places.map((place) => size(this.#genomes[place]!));
      this.#options.costs.learn(sizes, outcome.reply.milliseconds);
      this.#collect(places, ledger, new Map(outcome.reply.errors));
      return;
    }
    // The thread is gone, or will be in a moment: what it has written so far counts, what it may still write does not.
    const begun = Atomics.load(ledger.progress, 0) > 0;
    const last = underWay(ledger);
    const rest = this.#collect(places, ledger, new Map());
    const { hung, message } = outcome;
    const starts = begun ? 0 : lostStarts + (outcome.byOther ? 0 : 1);
    if (starts >= STARTS) throw new Error(`an evaluation worker failed: ${message}`);
    const culprit = hung < 0 || hung === last ? places[last] : undefined;
    if (culprit !== undefined) {
      if (hung < 0) this.#fail(culprit, 'crashed', message);
      else this.#fail(culprit, 'timeout', `took longer than ${this.#options.timeLimit / 1000} s`);
    }
    const again = rest.filter((place) => place !== culprit);
    if (again.length > 0) await this.#evaluate(again, starts);
  }

  /** Sends a chunk to a thread and waits for the reply, or for the loss of the thread. */
  async #send(places: readonly number[], ledger: Ledger): Promise<{ reply: ChunkDone } | Loss> {
    const { problem, problemId, run, terminate, losses, watchdog, observer, workerOf } = this.#options;
    let hung = -1;
    const hang = Promise.withResolvers<never>();
    const unwatch = watchdog.watch(ledger, (index) => {
      hung = index;
      doom(ledger);
      terminate(inHand(ledger)!.thread);
      hang.reject(new Error('it hung'));
    });
    const lostBefore = losses.count;
    const cameBack = observer?.handedOut(places.length, () => {
      const found = inHand(ledger);
      return found && { worker: workerOf(found.thread), start: found.start, end: found.end };
    });
    try {
      for (let known = true; ; known = false) {
        const packed = pack(places.map((place) => this.#genomes[place]!));
        const chunk: Chunk = { problemId, ...(known ? {} : { problem }), ...packed, ledger, stop: this.#stop };
        const transferList = [packed.codes.buffer, packed.ends.buffer, packed.constants.buffer];
        const running = run(chunk, { transferList });
        // Of all chunks that a thread is lost with, this one hears of it first that it had in hand.
        running.catch(() => inHand(ledger) && losses.count++);
        const reply = await Promise.race([running, hang.promise]);
        if (reply !== 'problem?') return { reply };
      }
    } catch (error) {
      const byOther = inHand(ledger) === null && losses.count > lostBefore;
      return { reply: null, hung, byOther, message: messageOf(error) };
    } finally {
      unwatch();
      cameBack?.();
    }
  }

  /** Takes over what stands in the ledger; returns the places of which nothing stands there. */
  #collect(places: readonly number[], ledger: Ledger, errors: ReadonlyMap<number, string>): number[] {
    const rest: number[] = [];
    for (const [index, place] of places.entries()) {
      const found = stateOf(ledger, index);
      if (found === state.done) this.#fitnesses[place] = fitnessOf(ledger, index);
      else if (found === state.threw) this.#fail(place, 'threw', errors.get(index) ?? 'the message was lost with the worker thread');
      else rest.push(place);
    }
    return rest;
  }

  #fail(index: number, reason: StrategyFailure['reason'], message: string): void {
    this.#fitnesses[index] = this.#worst;
    this.#options.onFailure?.({ genome: this.#genomes[index]!, index, reason, message });
  }
}
