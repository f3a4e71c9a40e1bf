import { deflateSync, inflateSync } from 'node:zlib';
import { type SharedBars, shareBars, viewBars } from '../evaluation/shared-bars.ts';
import type { ImportOptions } from '../market/import/options.ts';
import { packBars, unpackBars } from '../store/pack-bars.ts';
import { examineSource, type FileExamination, type FileSource } from './examine-file.ts';

/** Work on whole data sets that takes long enough to freeze a window, by name: what goes in and what comes out. */
export interface DataJobs {
  /** What is in a file. @throws {ExpectedError} when it cannot be read */
  examine(input: { readonly source: FileSource; readonly options: ImportOptions }): Promise<FileExamination>;
  /** Bars as the database keeps them. */
  pack(bars: SharedBars): Promise<Uint8Array>;
  /** The bars that the database kept. */
  unpack(columns: Uint8Array): Promise<SharedBars>;
}

export const dataJobs: DataJobs = {
  examine: ({ source, options }) => examineSource(source, options),
  pack: async (bars) => deflateSync(packBars(viewBars(bars))),
  unpack: async (columns) => shareBars(unpackBars(inflateSync(columns))),
};
