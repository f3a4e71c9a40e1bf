import type { Experiment, Queue, Run, RunSettings, When } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import { ExpectedError, toFailure } from './errors.ts';
import type { Emit } from './ports.ts';
import type { Runs, StartOptions } from './runs.ts';
import { findRun } from './stored-run.ts';

interface QueueParts {
  readonly store: Store;
  readonly runs: Runs;
  readonly emit: Emit;
}

/**
 * The runs that wait for their turn, kept in the database. Each is started when the one before has ended, however that
 * ended; what the queue held when the program was closed waits until it is told to go on.
 */
export class RunQueue {
  readonly #store: Store;
  readonly #runs: Runs;
  readonly #emit: Emit;
  #going = false;
  #closed = false;

  constructor({ store, runs, emit }: QueueParts) {
    this.#store = store;
    this.#runs = runs;
    this.#emit = emit;
  }

  view(): Queue {
    const runs = this.#store.queue.list().map(({ run }) => run);
    return { going: this.#going && runs.length > 0, runs };
  }

  /** Starts a run of the experiment, or queues it. @throws {ExpectedError} */
  async start(experiment: Experiment, settings: RunSettings, when: When): Promise<Run> {
    return this.#place(settings, when, (options) => this.#runs.start(experiment, options));
  }

  /** As `start`, for a run that shares its first generations with another one. */
  async fork(id: string, generation: number, changes: Readonly<Record<string, unknown>>, settings: RunSettings, when: When): Promise<Run> {
    return this.#place(settings, when, (options) => this.#runs.fork(id, generation, changes, options));
  }

  async #place(settings: RunSettings, when: When, make: (options: StartOptions) => Promise<Run>): Promise<Run> {
    const queued = when === 'queued' || (when === 'whenFree' && this.#runs.computing);
    if (queued) this.#beforeAdding();
    const run = await make({ ...settings, queued });
    // The run that it is to come after may have ended in between.
    if (queued) await this.#advance();
    return this.#runs.get(run.id);
  }

  /** Puts a run that is not computed at the end. @throws {ExpectedError} */
  async add(id: string, settings: RunSettings): Promise<Queue> {
    const { state } = this.#runs.get(id);
    if (state === 'running' || state === 'paused') throw new ExpectedError(`Run ${id} is under way: stop it before it is queued.`);
    if (state === 'finished') throw new ExpectedError(`Run ${id} is finished: there is nothing left to compute. A fork can go on from it.`);
    this.#beforeAdding();
    this.#store.queue.add(id, settings);
    return this.#changed();
  }

  /** @throws {ExpectedError} when it is not in the queue */
  move(id: string, place: number): Queue {
    if (!this.#store.queue.move(id, place)) throw notQueued(findRun(this.#store, id).id);
    return this.#changed();
  }

  /** The run stays, as one that was stopped. @throws {ExpectedError} when it is not in the queue */
  remove(id: string): Queue {
    if (!this.#store.queue.remove(id)) throw notQueued(findRun(this.#store, id).id);
    return this.#changed();
  }

  async go(): Promise<Queue> {
    this.#going = true;
    await this.#advance();
    return this.#changed();
  }

  hold(): Queue {
    this.#going = false;
    return this.#changed();
  }

  /** A run has ended: the next one's turn. */
  runEnded(): void {
    void this.#advance();
  }

  /** No run is started any more. */
  close(): void {
    this.#closed = true;
  }

  /** An empty queue goes on by itself if something is being computed; whoever fills it while nothing is says when. */
  #beforeAdding(): void {
    if (this.#store.queue.list().length === 0) this.#going = this.#runs.computing;
  }

  async #advance(): Promise<void> {
    while (this.#going && !this.#closed && !this.#runs.computing) {
      const next = this.#store.queue.list()[0];
      if (!next) return;
      try {
        await this.#runs.resume(next.run);
        return;
      } catch (error) {
        // Another process was quicker, and the next one may be free; after anything else the queue waits for the user.
        if (this.#store.queue.list()[0]?.run !== next.run) continue;
        this.#going = false;
        console.error(`Run ${next.run} could not be started from the queue: ${toFailure(error).message}`);
      }
    }
  }

  #changed(): Queue {
    this.#emit('runs.changed', null);
    return this.view();
  }
}

const notQueued = (id: string) => new ExpectedError(`Run ${id} is not in the queue.`);
