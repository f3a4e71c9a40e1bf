import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Dataset, GivenImportOptions, ImportedDataset, ImportPreview, Recognised } from '../../preload/contract.ts';
import { viewBars } from '../evaluation/shared-bars.ts';
import { barSize } from '../market/calendar.ts';
import { downsample, pick } from '../market/downsample.ts';
import type { ImportOptions, ImportReport } from '../market/import/options.ts';
import { ExpectedError } from './errors.ts';
import type { FileExamination, FileSource } from './examine-file.ts';
import { importedView } from './imported-view.ts';
import { type Library, nameOf } from './library.ts';
import type { Dialogs } from './ports.ts';

/** A file that was brought and is looked at, before it is imported or given up. */
interface Pending {
  readonly id: string;
  readonly file: string;
  readonly source: FileSource;
  /** Bytes that are still to come. */
  missing: number;
  examined: FileExamination | null;
}

/** A text of more bytes than this is more than a string of JavaScript holds. */
const LARGEST = 512 * 2 ** 20;

/** A window that was closed in the middle of an import left its file behind: the oldest are given up. */
const KEPT = 8;

/** How many points the little chart of a preview has. */
const PREVIEW_POINTS = 600;

/** Files of bars on their way in: brought, examined as often as the user changes a choice, then accepted or given up. */
export class Imports {
  readonly #library: Library;
  readonly #dialogs: Dialogs;
  readonly #pending = new Map<string, Pending>();

  constructor(library: Library, dialogs: Dialogs) {
    this.#library = library;
    this.#dialogs = dialogs;
  }

  /** Asks with the native dialog for a file and examines it; null when the user cancels. @throws {ExpectedError} */
  async open(): Promise<ImportPreview | null> {
    const filters = [{ name: 'Bars as CSV or Parquet', extensions: ['csv', 'txt', 'tsv', 'parquet', 'pq'] }];
    const path = await this.#dialogs.openFile({ title: 'Import bars', filters });
    if (path === null) return null;
    const { id } = this.#add(basename(path), { path }, 0);
    return this.#orForget(id, () => this.examine(id, {}));
  }

  /** Makes room for a file whose bytes come in pieces. @throws {ExpectedError} when it is too large */
  begin(file: string, size: number): { readonly id: string } {
    if (size > LARGEST) throw new ExpectedError(`${file} is larger than 512 MB: cut it into smaller files.`);
    return { id: this.#add(file, { bytes: new SharedArrayBuffer(size) }, size).id };
  }

  append(id: string, piece: Uint8Array): null {
    const pending = this.#find(id);
    if (!('bytes' in pending.source) || piece.length > pending.missing) throw new Error('more bytes came than were announced');
    new Uint8Array(pending.source.bytes).set(piece, pending.source.bytes.byteLength - pending.missing);
    pending.missing -= piece.length;
    return null;
  }

  /** What is in the file when it is read like this. @throws {ExpectedError} when it cannot be read at all */
  async examine(id: string, options: GivenImportOptions): Promise<ImportPreview> {
    const pending = this.#find(id);
    if (pending.missing > 0) throw new Error('not all of the file has come');
    const examined = await this.#library.jobs.examine({ source: pending.source, options: options as ImportOptions });
    pending.examined = examined;
    return this.#preview(pending, examined);
  }

  /** Keeps the bars as they were examined last. @throws {ExpectedError} as long as there are problems */
  async accept(id: string, name: string): Promise<ImportedDataset> {
    const { examined, file } = this.#find(id);
    if (!examined?.bars || !examined.report) throw new ExpectedError(`${file} cannot be imported yet: there are problems to solve first.`);
    const dataset = await this.#library.keep(name, file, examined.bars);
    this.#pending.delete(id);
    return importedView({ dataset, report: examined.report });
  }

  cancel(id: string): null {
    this.#pending.delete(id);
    return null;
  }

  #add(file: string, source: FileSource, missing: number): Pending {
    const pending: Pending = { id: randomUUID(), file, source, missing, examined: null };
    this.#pending.set(pending.id, pending);
    for (const old of [...this.#pending.keys()].slice(0, -KEPT)) this.#pending.delete(old);
    return pending;
  }

  async #orForget<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#pending.delete(id);
      throw error;
    }
  }

  #find(id: string): Pending {
    const pending = this.#pending.get(id);
    if (!pending) throw new ExpectedError('This file was given up meanwhile: choose it again.');
    return pending;
  }

  #preview({ id, file }: Pending, examined: FileExamination): ImportPreview {
    const { size, place, columns, sample, report, bars, problems, warnings, gaps } = examined;
    const view = bars && viewBars(bars);
    const places = view && downsample(view.close, PREVIEW_POINTS);
    return {
      ...{ id, file, size, place, columns, sample, problems, warnings, gaps },
      name: nameOf(file),
      recognised: report && recognised(report),
      facts: view && { bars: view.length, from: view.time[0]!, to: view.time[view.length - 1]!, barSize: barSize(view.time) },
      closes: view && places && { time: pick(view.time, places), close: pick(view.close, places) },
      known: bars && knownView(this.#library.findByHash(bars.hash)),
    };
  }
}

const knownView = (dataset: Dataset | undefined) => (dataset ? { id: dataset.id, name: dataset.name } : null);

function recognised({ blankLines: _, warnings: __, warningCount: ___, ...report }: ImportReport): Recognised {
  return report;
}
