import {
  type AppInfo,
  type CommandName,
  type Comparison,
  experimentSchema,
  type ImportedDataset,
  type ParsedInput,
  type Results,
  type TunedStrategy,
} from '../../preload/contract.ts';
import { catalogue } from './catalogue.ts';
import type { Exports } from './exports.ts';
import { type Holdouts, isSealed } from './holdout.ts';
import { inspect } from './inspect.ts';
import type { Imported, Library } from './library.ts';
import { previewSplit } from './periods.ts';
import type { Dialogs } from './ports.ts';
import type { Records } from './records.ts';
import type { Runs } from './runs.ts';

/** A handler for every command of the contract: the compiler misses one that is missing or answers something else. */
export type Handlers = { readonly [C in CommandName]: (input: ParsedInput<C>) => Results[C] | Promise<Results[C]> };

export interface HandlerParts {
  readonly info: AppInfo;
  readonly library: Library;
  readonly runs: Runs;
  readonly records: Records;
  readonly holdouts: Holdouts;
  readonly exports: Exports;
  readonly dialogs: Dialogs;
  readonly compare: (run: string, other: string) => Comparison;
  readonly tune: (run: string, strategy: string, steps: number) => Promise<TunedStrategy>;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const { info, library, runs, records, holdouts, exports, dialogs, compare, tune } = parts;
  return {
    'app.info': () => info,

    'datasets.list': () => library.list(),
    'datasets.import': async ({ name, text }) => importedView(await library.importText(name, text)),
    'datasets.open': async () => {
      const filters = [{ name: 'Bars as CSV', extensions: ['csv', 'txt', 'tsv'] }];
      const path = await dialogs.openFile({ title: 'Import bars', filters });
      return path === null ? null : importedView(await library.importFile(path));
    },
    'datasets.bars': async ({ dataset, points }) => library.view((await library.get(dataset)).id, points),

    'experiments.defaults': () => experimentSchema.parse({}),
    'experiments.catalogue': catalogue,
    'experiments.split': async ({ data, window, split }) => previewSplit(split, (await library.get(data)).bars, window),
    'experiments.start': ({ experiment, settings }) => runs.start(experiment, settings),

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
    'runs.generation': ({ run, generation }) => records.generation(run, generation),
    'runs.hallOfFame': ({ run }) => records.hallOfFame(run),
    'runs.validation': ({ run }) => records.validation(run),
    'runs.holdout': ({ run }) => holdouts.report(run),
    'runs.openHoldout': ({ run }) => holdouts.open(run),
    'runs.failures': ({ run }) => records.failures(run),
    'runs.fork': ({ run, generation, changes, settings }) => runs.fork(run, generation, changes, settings),
    'runs.compare': ({ runs: [run, other] }) => compare(run, other),
    'runs.origin': ({ run, generation, slot }) => records.origin(run, generation, slot),
    'runs.lineage': ({ run, generation, slot }) => records.lineage(run, generation, slot),

    'strategies.inspect': ({ run, strategy }) => {
      const { experiment, dataset } = runs.get(run);
      return inspect(strategy, experiment, library.bars(dataset.id), isSealed(experiment, holdouts.report(run)));
    },

    'strategies.tune': ({ run, strategy, steps }) => tune(run, strategy, steps),

    'exports.save': async ({ run, format, top }) => {
      const path = await exports.save(run, format, top);
      return path === null ? null : { files: [path] };
    },
  };
}

function importedView({ dataset, report }: Imported): ImportedDataset {
  const { dateFormat, columns, ignoredColumns, duplicatesDropped, warnings, warningCount } = report;
  const lines = warnings.map(({ line, message }) => ({ line, message }));
  return { ...dataset, report: { dateFormat, columns, ignoredColumns, duplicatesDropped, warnings: lines, warningCount } };
}
