import { type Dataset, type Experiment, type LogbookRow, type Run, type RunSettings, runSettingsSchema } from '../../preload/contract.ts';
import { type NewRun, ownerProcess, type StoredRun } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { ExpectedError, toFailure } from './errors.ts';
import { checkExperiment, experimentHash } from './experiment.ts';
import { forkSettings } from './fork-settings.ts';
import type { Library } from './library.ts';
import { withPeriods } from './periods.ts';
import type { Pools } from './pools.ts';
import type { Emit } from './ports.ts';
import { distinct } from './presets.ts';
import { RateMeter } from './rate-meter.ts';
import { RunControl } from './run-control.ts';
import { carryOut } from './run-loop.ts';
import { checkHasGeneration, findRun, settingsOf } from './stored-run.ts';
import { Throttle } from './throttle.ts';
import { version } from './version.ts';
import { runView } from './views.ts';

/** Milliseconds between two reports of progress: with the last one of a run never more than ten in a second. */
const PROGRESS_INTERVAL = 120;

export interface StartOptions extends RunSettings {
  /** It is put at the end of the queue and not computed yet. */
  readonly queued?: boolean;
  /** Called after each generation, when it is stored. */
  readonly onGeneration?: ((row: LogbookRow, run: Run) => void) | undefined;
}

interface ActiveRun {
  readonly control: RunControl;
  readonly meter: RateMeter;
  readonly ended: Promise<void>;
}

export interface RunsParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
  readonly emit: Emit;
  /** Called when this process does not compute a run any more. */
  readonly onEnded?: (run: Run) => void;
  /** Called when a run of this process has computed all its generations; the run counts as ended when it resolves. */
  readonly onFinished?: (id: string) => Promise<void>;
}

const isUnderWay = ({ state }: StoredRun) => state === 'running' || state === 'paused';

/** The runs: those that this process computes, those of others, and all that ended. */
export class Runs {
  readonly #store: Store;
  readonly #library: Library;
  readonly #pools: Pools;
  readonly #emit: Emit;
  readonly #onEnded: (run: Run) => void;
  readonly #onFinished: (id: string) => Promise<void>;
  readonly #active = new Map<string, ActiveRun>();
  /** Why runs ended whose end could not be written down. */
  readonly #unwritten = new Map<string, string>();

  constructor({ store, library, pools, emit, onEnded = () => {}, onFinished = async () => {} }: RunsParts) {
    this.#store = store;
    this.#library = library;
    this.#pools = pools;
    this.#emit = emit;
    this.#onEnded = onEnded;
    this.#onFinished = onFinished;
  }

  /** Whether this process is computing one; those that are paused, or are to be, do not count. */
  get computing(): boolean {
    return [...this.#active.values()].some(({ control }) => !control.pausing);
  }

  /** Newest first. */
  list(): Run[] {
    this.#store.runs.interruptOrphans();
    return this.#store.runs.list().map((stored) => this.#view(stored));
  }

  /** @throws {ExpectedError} when there is none */
  get(id: string): Run {
    return this.#view(findRun(this.#store, id));
  }

  /** Says something about a run; what is not named stays, an empty name is that of its experiment. @throws {ExpectedError} */
  label(id: string, { name, tags, note }: { readonly name?: string; readonly tags?: readonly string[]; readonly note?: string }): Run {
    findRun(this.#store, id);
    const was = this.#store.runLabels.of(id);
    const called = name === undefined ? was.name : name || null;
    this.#store.runLabels.set(id, { name: called, tags: distinct(tags ?? was.tags), note: note ?? was.note });
    this.#emit('runs.changed', null);
    return this.get(id);
  }

  /** Starts a run of the experiment; `experiment.data` is the id or name of a data set. @throws {ExpectedError} */
  async start(experiment: Experiment, options: StartOptions = {}): Promise<Run> {
    const dataset = await this.#library.get(experiment.data);
    const settings = { ...withPeriods(experiment, dataset.bars), data: dataset.id };
    checkExperiment(settings, await this.#library.load(dataset.id));
    return this.#begin(settings, options, () => this.#store.runs.create(this.#newRun(settings, dataset)));
  }

  /**
   * Starts a run that shares generations 0 to `generation` with another one and goes on with some settings changed.
   *
   * @param changes fields of the experiment
   * @throws {ExpectedError}
   */
  async fork(id: string, generation: number, changes: Readonly<Record<string, unknown>>, options: StartOptions = {}): Promise<Run> {
    const parent = findRun(this.#store, id);
    checkHasGeneration(parent, generation);
    const settings = forkSettings(settingsOf(this.#store, parent), changes, this.#store.generations.read(id, generation));
    const dataset = this.#store.datasets.find(parent.dataset)!;
    checkExperiment(settings, await this.#library.load(dataset.id));
    return this.#begin(settings, options, () => this.#store.forks.add(id, generation, this.#newRun(settings, dataset)));
  }

  #newRun(settings: Experiment, dataset: Dataset): NewRun {
    const experiment = this.#store.experiments.add(experimentHash(settings, dataset), settings);
    return { experiment, dataset: dataset.id, seed: settings.seed, engine: version, startedAt: Date.now() };
  }

  /** Makes the run, and computes it or puts it into the queue. */
  #begin(settings: Experiment, options: StartOptions, make: () => string): Run {
    const id = this.#store.atomically(() => {
      const made = make();
      if (!options.queued) return made;
      this.#store.runs.disown(made);
      this.#store.queue.add(made, runSettingsSchema.strip().parse(options));
      return made;
    });
    if (options.queued) this.#emit('runs.changed', null);
    else this.#launch(findRun(this.#store, id), settings, options);
    return this.get(id);
  }

  /** Resolves when the generation under way is stored and the run stands still. */
  async pause(id: string): Promise<Run> {
    const active = this.#mine(id);
    if (active) await Promise.race([active.control.pause(), active.ended]);
    return this.get(id);
  }

  /** Goes on after a pause, or from the last stored generation of a run that was stopped, interrupted or failed, or waits in the queue. */
  async resume(id: string, options: StartOptions = {}): Promise<Run> {
    const active = this.#mine(id);
    if (active) {
      active.control.resume();
      return this.get(id);
    }
    const stored = findRun(this.#store, id);
    if (stored.state === 'finished') {
      throw new ExpectedError(
        `Run ${id} is finished: it has computed all its generations. A fork can go on from it: ` +
          `\`organism fork ${id} --generation ${stored.generation} --generations N\`.`,
      );
    }
    const planned = this.#store.queue.list().find(({ run }) => run === id)?.settings;
    if (!this.#store.runs.takeOver(id, version, Date.now())) throw new ExpectedError(`Run ${id} has just been resumed by another process.`);
    this.#unwritten.delete(id);
    this.#launch(findRun(this.#store, id), settingsOf(this.#store, stored), {
      ...options,
      workers: options.workers ?? planned?.workers,
      maxSeconds: options.maxSeconds ?? planned?.maxSeconds,
    });
    return this.get(id);
  }

  /** Ends it at once, or takes it out of the queue; what is stored stays, and `resume` can go on from there. */
  async stop(id: string): Promise<Run> {
    const active = this.#mine(id);
    if (this.#store.queue.remove(id)) this.#emit('runs.changed', null);
    active?.control.end('stopped');
    await active?.ended;
    return this.get(id);
  }

  async delete(id: string): Promise<void> {
    await this.stop(id);
    if (!this.#store.runs.remove(id)) throw new ExpectedError(`Run ${id} is being computed by another process.`);
    this.#emit('runs.changed', null);
  }

  /** Resolves when this process does not compute the run any more: finished, stopped, failed. */
  async ended(id: string): Promise<Run> {
    await this.#active.get(id)?.ended;
    return this.get(id);
  }

  /** Ends all runs so that they can be resumed. Nothing runs and no timer is left when this resolves. */
  async close(): Promise<void> {
    const all = [...this.#active.values()];
    for (const { control } of all) control.end('interrupted');
    await Promise.all(all.map(({ ended }) => ended));
  }

  /** The run if this process computes it. @throws {ExpectedError} if another one does, or there is no such run */
  #mine(id: string): ActiveRun | undefined {
    const active = this.#active.get(id);
    if (active) return active;
    this.#store.runs.interruptOrphans();
    const stored = findRun(this.#store, id);
    if (isUnderWay(stored) && !this.#store.runs.isMine(stored)) {
      throw new ExpectedError(`Run ${id} is being computed by another process (number ${ownerProcess(stored)}): control it from there.`);
    }
    return undefined;
  }

  #view(stored: StoredRun): Run {
    const { dataset, id } = stored;
    const settings = settingsOf(this.#store, stored);
    const active = this.#active.get(id);
    // Ours, not ended, and yet nobody computes it: its end could not be written down.
    const abandoned = !active && isUnderWay(stored) && this.#store.runs.isMine(stored);
    const state = abandoned ? 'interrupted' : stored.state;
    const pace = state === 'running' ? active?.meter.read(settings.generations) : undefined;
    const best = this.#store.hallsOfFame.latest(id)[0];
    const error = stored.error ?? (abandoned ? (this.#unwritten.get(id) ?? null) : null);
    return runView(
      { ...stored, state, error },
      settings,
      this.#store.datasets.find(dataset)!,
      best,
      this.#store.runLabels.of(id),
      pace ?? { rate: null, secondsLeft: null },
    );
  }

  #launch(stored: StoredRun, experiment: Experiment, { workers, maxSeconds = Number.POSITIVE_INFINITY, onGeneration }: StartOptions): void {
    const { id } = stored;
    const meter = new RateMeter();
    const turn = (state: 'paused' | 'running') => {
      this.#store.runs.setState(id, state);
      meter.reset();
      this.#emit('runs.changed', null);
    };
    const control = new RunControl(
      () => turn('paused'),
      () => turn('running'),
    );
    const progress = new Throttle(() => this.#tell(id), PROGRESS_INTERVAL);
    let evaluations = 0;
    let seconds = 0;
    const compute = async () => {
      const lease = this.#pools.lease(workers);
      try {
        await carryOut({
          ...{ store: this.#store, pool: lease.pool, bars: await this.#library.load(stored.dataset) },
          ...{ run: id, experiment, last: stored.generation, control },
          onGeneration: (_, row) => {
            evaluations += row.evaluations;
            seconds += row.seconds;
            if (seconds > maxSeconds && row.generation < experiment.generations) control.end('stopped');
            meter.add(performance.now(), evaluations, row.generation);
            this.#emit('run.generation', { run: id, row });
            progress.request();
            onGeneration?.(row, this.get(id));
          },
          isEnough: () => stored.seconds + seconds >= (experiment.stop?.seconds ?? Number.POSITIVE_INFINITY),
        });
      } finally {
        await lease.release();
      }
    };
    const ended = this.#settle(id, control, compute).finally(() => {
      this.#active.delete(id);
      progress.end();
      this.#tell(id);
      this.#emit('runs.changed', null);
      this.#tellEnd(id);
    });
    this.#active.set(id, { control, meter, ended });
    this.#emit('runs.changed', null);
  }

  #tell(id: string): void {
    this.#report(() => this.#emit('run.progress', this.get(id)));
  }

  #tellEnd(id: string): void {
    this.#report(() => {
      const run = this.get(id);
      this.#emit('run.ended', run);
      this.#onEnded(run);
    });
  }

  #report(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      // Another process may have deleted the run when it had ended; a report is never worth more than the run.
      console.error(error);
    }
  }

  /** Never rejects: how the computation ended is written down in the run. */
  async #settle(id: string, control: RunControl, compute: () => Promise<void>): Promise<void> {
    const end = (state: 'finished' | 'failed' | 'stopped' | 'interrupted', error: string | null) => {
      this.#store.runs.setState(id, state, { endedAt: Date.now(), error });
    };
    try {
      await compute();
      end('finished', null);
      // What is not carried out now is made up for later: it takes nothing from the run.
      await this.#onFinished(id).catch(console.error);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'bug' && !control.reason) console.error(error);
      try {
        end(control.reason ?? 'failed', control.reason ? null : failure.message);
      } catch (unwritable) {
        // A full disk, or a run that another process took over: the next process to open the database sees it as interrupted.
        this.#unwritten.set(id, failure.message);
        if (failure.code === 'bug') console.error(unwritable);
      }
    }
  }
}
