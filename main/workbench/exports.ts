import { join } from 'node:path';
import type { ExportFormat } from '../../preload/contract.ts';
import { hallOfFameCsv } from '../export/csv.ts';
import type { ExportFile, ExportInput } from '../export/input.ts';
import { strategiesJson } from '../export/json.ts';
import { strategiesTypescript } from '../export/typescript/module.ts';
import type { Store } from '../store/store.ts';
import { atomicWrite } from './atomic-write.ts';
import { ExpectedError } from './errors.ts';
import type { Library } from './library.ts';
import { periodsOf } from './periods.ts';
import type { Dialogs, FileFilter } from './ports.ts';

const formats: Readonly<Record<ExportFormat, { make: (input: ExportInput) => ExportFile; filter: FileFilter }>> = {
  json: { make: strategiesJson, filter: { name: 'JSON', extensions: ['json'] } },
  csv: { make: hallOfFameCsv, filter: { name: 'CSV', extensions: ['csv'] } },
  typescript: { make: strategiesTypescript, filter: { name: 'TypeScript', extensions: ['ts'] } },
};

/** The best strategies of a run as a file: written to a folder, or where the user says. */
export class Exports {
  readonly #store: Store;
  readonly #library: Library;
  readonly #dialogs: Dialogs;

  constructor(store: Store, library: Library, dialogs: Dialogs) {
    this.#store = store;
    this.#library = library;
    this.#dialogs = dialogs;
  }

  /** Returns the path of the file, which replaces one of the same name. @throws {ExpectedError} */
  write(run: string, format: ExportFormat, top: number, folder: string): string {
    const file = this.#make(run, format, top);
    const path = join(folder, file.name);
    atomicWrite(path, file.text);
    return path;
  }

  /** Asks where to save; null when the user cancels. */
  async save(run: string, format: ExportFormat, top: number): Promise<string | null> {
    const file = this.#make(run, format, top);
    const path = await this.#dialogs.saveFile({
      title: 'Export the best strategies',
      defaultName: file.name,
      filters: [formats[format].filter],
    });
    if (path !== null) atomicWrite(path, file.text);
    return path;
  }

  #make(run: string, format: ExportFormat, top: number): ExportFile {
    const stored = this.#store.runs.find(run);
    if (!stored) throw new ExpectedError(`There is no run ${run} (\`organism runs\` lists what there is).`);
    const strategies = this.#store.hallsOfFame.latest(run).slice(0, top);
    if (strategies.length === 0) {
      throw new ExpectedError(`Run ${run} has no strategy to export yet: its first generation is not finished.`);
    }
    const experiment = this.#store.experiments.find(stored.experiment)!.settings;
    const bars = this.#library.bars(stored.dataset);
    return formats[format].make({
      ...{ run, engine: stored.engine, experiment, dataset: this.#store.datasets.find(stored.dataset)!, bars },
      ...{ periods: periodsOf(experiment, bars.length), window: experiment.window, seed: stored.seed },
      ...{ objectives: experiment.objectives, strategies },
    });
  }
}
