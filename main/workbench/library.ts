import { basename, extname, join, resolve } from 'node:path';
import type { BarsView, Dataset } from '../../preload/contract.ts';
import { type SharedBars, shareBars, viewBars } from '../evaluation/shared-bars.ts';
import type { Bars } from '../market/bars.ts';
import { downsample, pick } from '../market/downsample.ts';
import { dataHash } from '../market/hash.ts';
import { importCsv } from '../market/import/csv.ts';
import type { ImportOptions, ImportReport } from '../market/import/options.ts';
import { sample } from '../market/sample.ts';
import type { Store } from '../store/store.ts';
import { ExpectedError } from './errors.ts';
import { readText } from './read-text.ts';

export const SAMPLE_ID = 'sp500';
const SAMPLE_NAME = 'S&P 500';

/** What an import gave, and how the file was understood: what was dropped and what looks odd stands in the report. */
export interface Imported {
  readonly dataset: Dataset;
  readonly report: ImportReport;
}

/** How many data sets stay in memory at a time: the one looked at, and the one being computed on. */
const KEPT = 2;

/** The data sets: the sample, which is always there and first, and what was imported. */
export class Library {
  readonly #store: Store;
  readonly #sampleFile: string;
  readonly #changed: () => void;
  readonly #kept = new Map<string, SharedBars>();

  constructor(store: Store, resourcesFolder: string, changed: () => void) {
    this.#store = store;
    this.#sampleFile = join(resourcesFolder, sample.file);
    this.#changed = changed;
  }

  async list(): Promise<Dataset[]> {
    const first = await this.#sample();
    return [first, ...this.#store.datasets.list().filter((dataset) => dataset.id !== SAMPLE_ID)];
  }

  /** By id or name. @throws {ExpectedError} that lists what there is */
  async get(idOrName: string): Promise<Dataset> {
    const found = await this.#find(idOrName);
    if (found) return found;
    throw new ExpectedError(`There is no data set "${idOrName}". There are: ${await this.#names()}.`);
  }

  /**
   * By id or name, or else the path of a CSV file, which is imported.
   *
   * @param folder what a path is relative to, such as the folder of the experiment file
   */
  async resolve(data: string, folder: string = process.cwd()): Promise<Dataset> {
    const found = await this.#find(data);
    if (found) return found;
    try {
      return (await this.importFile(resolve(folder, data))).dataset;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      throw new ExpectedError(`"${data}" is no data set (${await this.#names()}), and ${lowerFirst(error.message)}`, error.details, {
        cause: error,
      });
    }
  }

  /** @throws {ExpectedError} when the file cannot be read, MarketDataError when it holds no bars */
  async importFile(path: string, options?: ImportOptions): Promise<Imported> {
    return this.importText(basename(path), readText(path), options);
  }

  /**
   * Bars from the text of a CSV file; bars that are known already give the data set that holds them.
   *
   * @param file its name, which names the data set
   * @param options what to take as given instead of recognising it
   * @throws MarketDataError with a line for each problem
   */
  async importText(file: string, text: string, options?: ImportOptions): Promise<Imported> {
    await this.#sample();
    const { bars, report } = importCsv(text, options);
    const name = basename(file, extname(file)).trim() || 'Bars';
    const dataset = await this.#add(slug(name), name, file, bars);
    this.#changed();
    return { dataset, report };
  }

  /** In memory that workers share, loaded once. */
  shared(id: string): SharedBars {
    const shared = this.#kept.get(id) ?? shareBars(this.#store.datasets.bars(id));
    this.#kept.delete(id);
    this.#kept.set(id, shared);
    for (const other of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(other);
    return shared;
  }

  bars(id: string): Bars {
    return viewBars(this.shared(id));
  }

  /** Closes for a chart, thinned so that no extreme is lost. */
  view(id: string, points: number): BarsView {
    const { time, close } = this.bars(id);
    const places = downsample(close, points);
    return { time: pick(time, places), close: pick(close, places) };
  }

  async #sample(): Promise<Dataset> {
    const known = this.#store.datasets.find(SAMPLE_ID);
    return known ?? this.#add(SAMPLE_ID, SAMPLE_NAME, sample.source, importCsv(readText(this.#sampleFile)).bars);
  }

  #add(id: string, name: string, source: string, bars: Bars): Promise<Dataset> {
    const [from, to] = [bars.time[0]!, bars.time[bars.length - 1]!];
    return this.#store.datasets.add({ id, name, source, hash: dataHash(bars), bars: bars.length, from, to }, bars);
  }

  async #find(idOrName: string): Promise<Dataset | undefined> {
    const all = await this.list();
    const byId = all.find((dataset) => dataset.id === idOrName);
    if (byId) return byId;
    const named = all.filter((dataset) => dataset.name === idOrName);
    if (named.length > 1) {
      throw new ExpectedError(`${named.length} data sets are called "${idOrName}". Use an id: ${named.map((d) => d.id).join(', ')}.`);
    }
    return named[0];
  }

  async #names(): Promise<string> {
    return (await this.list()).map((dataset) => dataset.id).join(', ');
  }
}

/** An id that is easy to type. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'bars';

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
