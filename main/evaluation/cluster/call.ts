import type { Fitness } from '../../strategy/fitness.ts';
import type { Genome } from '../../strategy/genome.ts';
import type { OnFailure, StrategyFailure } from '../failure.ts';
import type { HostObserver } from '../work-log.ts';
import type { Courier } from './courier.ts';
import { type ChunkMessage, type ChunkResult, chunkResultSchema, decodeFitnesses, encodeGenomes, type ProblemMessage } from './wire.ts';
import { CHUNK_COST, CHUNK_TIME, LONGEST_FACTOR, type Speeds, Work } from './work.ts';

/** Chunks that are out for each slot: enough that no slot waits for the next one, few enough to divide the rest well. */
const OUT_PER_SLOT = 4;
/** Chunks that are sent together: Redis takes several in one message, and hosts begin with them while the next are packed. */
const TOGETHER = 8;
/** How many hosts a strategy may take down, alone in its chunk, until it gets the worst fitness. */
const LIVES = 3;
/** How often a chunk may be answered with an error until the call fails. */
const ERRORS = 5;

export interface ClusterCallOptions {
  readonly courier: Courier;
  readonly problem: ProblemMessage;
  readonly speeds: Speeds;
  readonly chunkTime: number | undefined;
  /** Of all hosts together, at this moment. */
  readonly slots: () => number;
  /** Makes the data set complete in Redis again. */
  readonly republish: () => Promise<void>;
  /** Told the id of a host that died with strategies, which are sent out again. */
  readonly onHostLost: (host: string) => void;
  /** What a strategy gets that cannot be evaluated. */
  readonly worst: Fitness;
  readonly onFailure: OnFailure | undefined;
  /** Told the id of the host of each chunk that comes back. */
  readonly observer: Pick<HostObserver, 'cameBack'> | undefined;
}

/** One call of the evaluator: chunks out, results in, each strategy counted once. */
export class ClusterCall {
  readonly #genomes: readonly Genome[];
  readonly #options: ClusterCallOptions;
  readonly #work: Work;
  readonly #fitnesses: (Fitness | undefined)[];
  readonly #finished = Promise.withResolvers<void>();
  /** What calls off each chunk that is out. */
  readonly #out = new Set<() => void>();
  #missing: number;
  #over = false;

  constructor(genomes: readonly Genome[], options: ClusterCallOptions) {
    this.#genomes = genomes;
    this.#options = options;
    this.#work = new Work(genomes, options.speeds, options.chunkTime);
    this.#fitnesses = new Array(genomes.length).fill(undefined);
    this.#missing = genomes.length;
  }

  /** Gives the fitness of each genome, in order. */
  async run(): Promise<Fitness[]> {
    if (this.#missing === 0) return [];
    this.pump();
    try {
      await this.#finished.promise;
    } finally {
      this.#over = true;
      for (const callOff of this.#out) callOff();
    }
    return this.#fitnesses as Fitness[];
  }

  /** Sends out as much as the hosts should have: after every answer, and when hosts have come. A slot never has less than three. */
  pump(): void {
    const slots = Math.max(1, this.#options.slots());
    const together = Math.min(slots, TOGETHER);
    const room = OUT_PER_SLOT * slots - this.#out.size;
    if (this.#over || this.#work.empty || room < together) return;
    for (let sent = 0; sent < together && !this.#work.empty; sent++) this.#send(this.#work.cut(slots));
    if (room >= 2 * together) setImmediate(() => this.pump());
  }

  abandon(error: Error): void {
    this.#finished.reject(error);
  }

  #send(places: readonly number[], lives = LIVES): void {
    let errors = 0;
    const longest = LONGEST_FACTOR * Math.max(CHUNK_TIME, this.#options.slots() * CHUNK_COST);
    const message: ChunkMessage = {
      problem: this.#options.problem,
      longest,
      genomes: encodeGenomes(places.map((place) => this.#genomes[place]!)),
    };
    const callOff = this.#options.courier.send(message, {
      onResult: (result, id) => {
        this.#out.delete(callOff);
        this.#receive(places, result, id);
      },
      onHostLost: (host) => {
        this.#out.delete(callOff);
        this.#options.onHostLost(host);
        this.#divide(places, lives, host);
        return false;
      },
      onFailed: async (reason) => {
        if (this.#over) return false;
        if (++errors >= ERRORS) this.abandon(new Error(`a worker could not evaluate a chunk, ${ERRORS} times; the last reason: ${reason}`));
        else if (reason.startsWith('data set')) await this.#options.republish();
        return errors < ERRORS;
      },
    });
    this.#out.add(callOff);
  }

  /**
   * A host died with these strategies. Perhaps one of them is poison: the halves are tried apart, until it is alone. One
   * that was alone with several hosts when they died gets the worst fitness.
   */
  #divide(places: readonly number[], lives: number, host: string): void {
    const middle = places.length >> 1;
    if (middle > 0) {
      this.#send(places.slice(0, middle));
      this.#send(places.slice(middle));
    } else if (lives > 1) {
      this.#send(places, lives - 1);
    } else {
      this.#fail(places[0]!, 'crashed', `${LIVES} workers died while they evaluated it, the last one was ${host}`);
      this.#finishIfComplete();
    }
  }

  #receive(places: readonly number[], answer: unknown, id: string): void {
    let result: ChunkResult;
    let fitnesses: Fitness[];
    try {
      result = chunkResultSchema.parse(answer);
      fitnesses = decodeFitnesses(result);
      if (fitnesses.length === 0 || fitnesses.length > places.length)
        throw new RangeError(`${fitnesses.length} fitnesses for ${places.length} strategies`);
    } catch (error) {
      this.abandon(new Error('a worker gave an answer that cannot be understood', { cause: error }));
      return;
    }
    const done = places.slice(0, fitnesses.length);
    this.#options.observer?.cameBack(result.host, id, done.length, result.milliseconds);
    this.#options.speeds.learn(result.host, this.#work.sizesOf(done), result.milliseconds);
    const failures = new Map(result.failures.map(([index, reason, message]) => [index, { reason, message }]));
    for (const [i, place] of done.entries()) {
      const failure = failures.get(i);
      if (failure) this.#fail(place, failure.reason, failure.message);
      else this.#count(place, fitnesses[i]!);
    }
    this.#work.putBack(places.slice(fitnesses.length));
    this.#finishIfComplete();
    this.pump();
  }

  /** Exactly once for each place: a strategy is in one chunk at a time, and a chunk is answered once. */
  #count(place: number, fitness: Fitness): void {
    if (this.#fitnesses[place]) throw new Error(`strategy ${place} was counted twice`);
    this.#fitnesses[place] = fitness;
    this.#missing--;
  }

  #fail(index: number, reason: StrategyFailure['reason'], message: string): void {
    this.#count(index, this.#options.worst);
    this.#options.onFailure?.({ genome: this.#genomes[index]!, index, reason, message });
  }

  #finishIfComplete(): void {
    if (this.#missing === 0) this.#finished.resolve();
  }
}
