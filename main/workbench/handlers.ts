import {
  type AppInfo,
  type CommandName,
  type Comparison,
  type Estimate,
  type Experiment,
  experimentSchema,
  type ParsedInput,
  type Results,
  type TunedStrategy,
  type WorkerActivity,
} from '../../preload/contract.ts';
import { atomicWrite } from './atomic-write.ts';
import { catalogue } from './catalogue.ts';
import { dataHandlers } from './data-handlers.ts';
import type { Engine } from './engine.ts';
import type { Holdouts } from './holdout.ts';
import type { Imports } from './imports.ts';
import { previewSplit } from './periods.ts';
import type { Desktop, Dialogs } from './ports.ts';
import { presetHandlers } from './preset-handlers.ts';
import type { Presets } from './presets.ts';
import type { Records } from './records.ts';
import type { Replay } from './replay.ts';
import type { RunQueue } from './run-queue.ts';
import type { Runs } from './runs.ts';
import { setReport, unused } from './search-settings.ts';
import type { SettingsKeeper } from './settings.ts';
import { type StrategyParts, strategyHandlers } from './strategy-handlers.ts';
import type { Underway } from './underway.ts';
import type { Verifications } from './verifications.ts';

/** A handler for every command of the contract: the compiler misses one that is missing or answers something else. */
export type Handlers = {
  /** @param signal comes when a cancellable command is cancelled; absent where nobody can */
  readonly [C in CommandName]: (input: ParsedInput<C>, signal?: AbortSignal) => Results[C] | Promise<Results[C]>;
};

export interface HandlerParts extends StrategyParts {
  readonly info: AppInfo;
  readonly underway: Underway;
  readonly engine: Engine;
  readonly imports: Imports;
  readonly presets: Presets;
  readonly estimate: (experiment: Experiment, measure: boolean) => Promise<Estimate>;
  readonly runs: Runs;
  readonly queue: RunQueue;
  readonly records: Records;
  readonly replay: Replay;
  readonly holdouts: Holdouts;
  readonly verifications: Verifications;
  readonly activity: (since: number) => WorkerActivity;
  readonly dialogs: Dialogs;
  readonly desktop: Desktop;
  readonly settings: SettingsKeeper;
  readonly compare: (run: string, other: string) => Comparison;
  readonly tune: (run: string, strategy: string, steps: number) => Promise<TunedStrategy>;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const {
    info,
    underway,
    engine,
    library,
    imports,
    presets,
    estimate,
    runs,
    queue,
    records,
    replay,
    holdouts,
    verifications,
    exports,
    activity,
    dialogs,
    desktop,
    settings,
    compare,
    tune,
  } = parts;
  return {
    'app.info': () => info,
    'settings.get': () => settings.get(),
    'settings.change': (change) => settings.change(change),
    'menu.set': ({ items }) => {
      desktop.setMenu(items);
      return null;
    },

    'commands.cancel': ({ command, input }) => {
      underway.cancel(command, input);
      return null;
    },

    'engine.status': () => engine.status,
    'engine.use': (choice) => engine.use(choice),

    ...dataHandlers(library, imports),
    ...presetHandlers(presets, runs, estimate),

    'experiments.defaults': () => experimentSchema.parse({}),
    'experiments.catalogue': catalogue,
    'experiments.checkSet': ({ experiment }) => setReport(experiment),
    'experiments.unused': ({ experiment }) => unused(experiment),
    'experiments.split': async ({ data, window, split }) => previewSplit(split, (await library.get(data)).bars, window),
    'experiments.start': ({ experiment, settings: run, when }) => queue.start(experiment, settings.forRun(run), when),

    'runs.list': () => runs.list(),
    'runs.get': ({ run }) => runs.get(run),
    'runs.pause': ({ run }) => runs.pause(run),
    'runs.resume': ({ run }) => runs.resume(run),
    'runs.stop': ({ run }) => runs.stop(run),
    'runs.delete': async ({ run }) => {
      await runs.delete(run);
      return null;
    },
    'runs.logbook': ({ run }) => records.logbook(run),
    'runs.logbookText': ({ run, format }) => records.logbookText(run, format),
    'runs.generation': ({ run, generation }) => records.generation(run, generation),
    'runs.hallOfFame': ({ run }) => records.hallOfFame(run),
    'runs.validation': ({ run }) => records.validation(run),
    'runs.front': ({ run }) => records.front(run),
    'runs.operators': ({ run }) => records.operators(run),
    'runs.holdout': ({ run }) => holdouts.report(run),
    'runs.holdoutOpenings': ({ run }) => holdouts.openings(run),
    'runs.openHoldout': ({ run }) => holdouts.open(run),
    'runs.failures': ({ run }) => records.failures(run),
    'runs.fork': ({ run, generation, changes, settings: own, when }) => queue.fork(run, generation, changes, settings.forRun(own), when),
    'runs.verify': ({ run }) => verifications.verify(run),
    'runs.cancelVerify': ({ run }) => {
      verifications.cancel(run);
      return null;
    },
    'runs.compare': ({ runs: [run, other] }) => compare(run, other),
    'runs.populations': ({ run, from, to }) => replay.populations(run, from, to),
    'runs.individual': ({ run, generation, slot, against }) => replay.individual(run, { generation, slot }, against),
    'runs.ancestry': ({ run, generation, slot }) => replay.ancestry(run, { generation, slot }),
    'runs.origin': ({ run, generation, slot }) => records.origin(run, generation, slot),
    'runs.lineage': ({ run, generation, slot }) => records.lineage(run, generation, slot),

    'queue.get': () => queue.view(),
    'queue.add': ({ run, settings }) => queue.add(run, settings),
    'queue.move': ({ run, place }) => queue.move(run, place),
    'queue.remove': ({ run }) => queue.remove(run),
    'queue.go': () => queue.go(),
    'queue.hold': () => queue.hold(),

    'workers.activity': ({ since }) => activity(since),

    ...strategyHandlers(parts),
    'strategies.tune': ({ run, strategy, steps }) => tune(run, strategy, steps),

    'exports.logbook': async ({ run }) => {
      const text = records.logbookText(run, 'csv');
      const filters = [{ name: 'CSV', extensions: ['csv'] }];
      const path = await dialogs.saveFile({ title: 'Export the logbook', defaultName: `logbook-${run}.csv`, filters });
      if (path !== null) atomicWrite(path, text);
      return path === null ? null : { files: [path] };
    },
    'exports.saveReplay': async ({ run, format, bytes }) => {
      const path = await exports.saveReplay(run, format, bytes);
      return path === null ? null : { files: [path] };
    },
  };
}
