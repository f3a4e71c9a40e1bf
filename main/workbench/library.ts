import { basename, extname, join, resolve } from 'node:path';
import type { BarsView, CandlesView, Dataset, DatasetDetail } from '../../preload/contract.ts';
import { type SharedBars, shareBars, viewBars } from '../evaluation/shared-bars.ts';
import { type Bars, firstFrom } from '../market/bars.ts';
import { barSize, barsPerYear } from '../market/calendar.ts';
import { CandlePyramid } from '../market/candles.ts';
import { downsample, pick } from '../market/downsample.ts';
import { findGaps, type Gap } from '../market/gaps.ts';
import { dataHash } from '../market/hash.ts';
import { importCsv } from '../market/import/csv.ts';
import { checkExamination } from '../market/import/examine.ts';
import type { ImportOptions, ImportReport } from '../market/import/options.ts';
import { sample } from '../market/sample.ts';
import type { Store } from '../store/store.ts';
import { type DataJobs, dataJobs } from './data-jobs.ts';
import { ExpectedError } from './errors.ts';
import { examineBytes, readBytes } from './examine-file.ts';
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

/** Bars from which on a data set is unpacked beside the thread of the window. */
const LARGE = 100_000;

/** How many gaps a chart marks, and how many are listed. */
const MARKED_GAPS = 200;
const LISTED_GAPS = 1_000;

/** The data sets: the sample, which is always there and first, and what was imported. */
export class Library {
  readonly #store: Store;
  readonly #sampleFile: string;
  readonly #changed: () => void;
  readonly #kept = new Map<string, SharedBars>();
  readonly #loading = new Map<string, Promise<SharedBars>>();
  readonly #foundGaps = new WeakMap<ArrayBufferLike, readonly Gap[]>();
  readonly #pyramids = new WeakMap<ArrayBufferLike, CandlePyramid>();

  /** Work on whole data sets; beside this thread where there is a window to be kept going. */
  readonly jobs: DataJobs;

  constructor(store: Store, resourcesFolder: string, changed: () => void, jobs: DataJobs = dataJobs) {
    this.jobs = jobs;
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
   * By id or name, or else the path of a CSV or Parquet file, which is imported.
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
    const examined = await examineBytes(readBytes(path), options ?? {});
    return this.#import(basename(path), checkExamination(examined));
  }

  /**
   * Bars from the text of a CSV file; bars that are known already give the data set that holds them.
   *
   * @param file its name, which names the data set
   * @param options what to take as given instead of recognising it
   * @throws MarketDataError with a line for each problem
   */
  async importText(file: string, text: string, options?: ImportOptions): Promise<Imported> {
    return this.#import(file, importCsv(text, options));
  }

  /** Keeps bars that were examined. @param name what the data set is called; @param source where it came from */
  async keep(name: string, source: string, bars: SharedBars & { readonly hash: string }): Promise<Dataset> {
    await this.#sample();
    const known = this.#store.datasets.findByHash(bars.hash);
    const facts = this.#facts(slug(name), name, source, viewBars(bars), bars.hash);
    const dataset = known ?? this.#store.datasets.addPacked(facts, await this.jobs.pack({ buffer: bars.buffer, length: bars.length }));
    this.#keepInMemory(dataset.id, { buffer: bars.buffer, length: bars.length });
    this.#changed();
    return dataset;
  }

  /** The data set that has these very bars. */
  findByHash(hash: string): Dataset | undefined {
    return this.#store.datasets.findByHash(hash);
  }

  /** @throws {ExpectedError} when there is none, or another one has the name */
  async rename(idOrName: string, name: string): Promise<Dataset> {
    const { id } = await this.get(idOrName);
    const other = (await this.list()).find((dataset) => dataset.id !== id && (dataset.name === name || dataset.id === name));
    if (other) throw new ExpectedError(`Another data set is called "${name}" already: choose another name.`);
    this.#store.datasets.rename(id, name);
    this.#changed();
    return this.get(id);
  }

  /** @throws {ExpectedError} when there is none, runs were made on it (their numbers are told), or it is the sample */
  async remove(idOrName: string): Promise<void> {
    const { id, name } = await this.get(idOrName);
    if (id === SAMPLE_ID) throw new ExpectedError(`${name} comes with the program and stays.`);
    const users = this.#store.datasets.remove(id);
    if (users.length > 0) {
      const runs = `${users.length === 1 ? 'run' : 'runs'} ${users.slice(0, 12).join(', ')}${users.length > 12 ? ' …' : ''}`;
      throw new ExpectedError(
        `${name} stays: ${runs} ${users.length === 1 ? 'was' : 'were'} made on it. Delete ${users.length === 1 ? 'it' : 'them'} first.`,
      );
    }
    this.#kept.delete(id);
    this.#changed();
  }

  /** In memory that workers share, loaded once. */
  shared(id: string): SharedBars {
    return this.#keepInMemory(id, this.#kept.get(id) ?? shareBars(this.#store.datasets.bars(id)));
  }

  /** As `shared`; a large data set is unpacked beside this thread, once for all who ask meanwhile. */
  async load(id: string): Promise<SharedBars> {
    const dataset = await this.get(id);
    if (this.#kept.has(id) || dataset.bars < LARGE) return this.shared(id);
    const loading = this.#loading.get(id) ?? this.jobs.unpack(this.#store.datasets.packed(id)).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return this.#keepInMemory(id, await loading);
  }

  /** As `load`, the columns. */
  async loaded(id: string): Promise<Bars> {
    return viewBars(await this.load(id));
  }

  bars(id: string): Bars {
    return viewBars(this.shared(id));
  }

  /** Closes for a chart, thinned so that no extreme is lost: of all bars, or of those between two times with a neighbour at each end. */
  async view(id: string, points: number, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = {}): Promise<BarsView> {
    const { time, close } = await this.loaded(id);
    const first = Math.max(0, firstFrom(time, from) - 1);
    const end = Math.min(time.length, firstFrom(time, to) + 1);
    const shown = close.subarray(first, end);
    const places = downsample(shown, points);
    return { time: pick(time.subarray(first, end), places), close: pick(shown, places) };
  }

  /** The bars [from, to) as at most so many candles, with the gaps among them. */
  async candles(id: string, from: number, to: number, count: number): Promise<CandlesView> {
    const bars = await this.loaded(id);
    const gaps = this.#gaps(bars).filter(({ after }) => after >= from && after < to);
    const marked = gaps.length > MARKED_GAPS ? gaps.toSorted((a, b) => b.bars - a.bars).slice(0, MARKED_GAPS) : gaps;
    return { bars: bars.length, ...this.#pyramid(bars).candles(from, to, count), gaps: marked };
  }

  /** What is known of a data set beyond its line in the list. */
  async detail(id: string): Promise<DatasetDetail> {
    const bars = await this.loaded(id);
    const gaps = this.#gaps(bars);
    let [low, high, volume] = [Number.POSITIVE_INFINITY, 0, 0];
    for (let i = 0; i < bars.length; i++) {
      if (bars.low[i]! < low) low = bars.low[i]!;
      if (bars.high[i]! > high) high = bars.high[i]!;
      volume += bars.volume[i]!;
    }
    const size = { barSize: barSize(bars.time), barsPerYear: barsPerYear(bars.time) };
    return {
      ...size,
      low,
      high,
      hasVolume: volume > 0,
      gaps: gaps.slice(0, LISTED_GAPS),
      gapCount: gaps.length,
      runs: this.#store.datasets.users(id),
    };
  }

  #pyramid(bars: Bars): CandlePyramid {
    const known = this.#pyramids.get(bars.time.buffer) ?? new CandlePyramid(bars);
    this.#pyramids.set(bars.time.buffer, known);
    return known;
  }

  #gaps(bars: Bars): readonly Gap[] {
    const known = this.#foundGaps.get(bars.time.buffer) ?? findGaps(bars.time);
    this.#foundGaps.set(bars.time.buffer, known);
    return known;
  }

  #keepInMemory(id: string, shared: SharedBars): SharedBars {
    this.#kept.delete(id);
    this.#kept.set(id, shared);
    for (const other of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(other);
    return shared;
  }

  async #import(file: string, { bars, report }: { readonly bars: Bars; readonly report: ImportReport }): Promise<Imported> {
    await this.#sample();
    const name = nameOf(file);
    const dataset = await this.#add(slug(name), name, file, bars);
    this.#changed();
    return { dataset, report };
  }

  async #sample(): Promise<Dataset> {
    const known = this.#store.datasets.find(SAMPLE_ID);
    return known ?? this.#add(SAMPLE_ID, SAMPLE_NAME, sample.source, importCsv(readText(this.#sampleFile)).bars);
  }

  #add(id: string, name: string, source: string, bars: Bars): Promise<Dataset> {
    return this.#store.datasets.add(this.#facts(id, name, source, bars, dataHash(bars)), bars);
  }

  #facts(id: string, name: string, source: string, bars: Bars, hash: string): Dataset {
    return { id, name, source, hash, bars: bars.length, from: bars.time[0]!, to: bars.time[bars.length - 1]! };
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

/** What a data set is called after its file. */
export const nameOf = (file: string): string => basename(file, extname(file)).trim() || 'Bars';

/** An id that is easy to type. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'bars';

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
