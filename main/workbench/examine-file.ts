import { readFileSync } from 'node:fs';
import type { ImportFindings } from '../../preload/contract.ts';
import { type SharedBars, shareBars } from '../evaluation/shared-bars.ts';
import { type Finding, type Findings, LISTED_PROBLEMS } from '../market/errors.ts';
import { dataHash } from '../market/hash.ts';
import type { Examination, Sample } from '../market/import/examine.ts';
import { examineFile } from '../market/import/file.ts';
import type { ImportOptions, ImportReport } from '../market/import/options.ts';
import { isTimeZone } from '../market/import/zone.ts';
import { ExpectedError, fileError } from './errors.ts';

/** Where a file is: on the disk, or in memory that threads share. */
export type FileSource = { readonly path: string } | { readonly bytes: SharedArrayBuffer };

/** What is in a file, in a form that travels between threads. */
export interface FileExamination {
  /** Of the file, in bytes. */
  readonly size: number;
  readonly place: 'line' | 'row';
  readonly columns: readonly string[];
  readonly sample: readonly Sample[];
  readonly report: ImportReport | null;
  /** Null as long as there is a problem. */
  readonly bars: (SharedBars & { readonly hash: string }) | null;
  readonly problems: ImportFindings;
  readonly warnings: ImportFindings;
  readonly gaps: ImportFindings;
}

/** More findings than this are only counted: nobody reads them all, and they have to be carried to the window. */
const LISTED = 5_000;

/** Reads and examines a file. @throws {ExpectedError} when it cannot be read; what is wrong inside is an answer */
export async function examineSource(source: FileSource, options: ImportOptions): Promise<FileExamination> {
  const bytes = 'path' in source ? readBytes(source.path) : new Uint8Array(source.bytes);
  const { place, columns, sample, report, bars, problems, warnings, gaps } = await examineBytes(bytes, options, LISTED);
  return {
    ...{ size: bytes.length, place, columns, sample, report },
    bars: bars && { ...shareBars(bars), hash: dataHash(bars) },
    problems: found(problems),
    warnings: found(warnings),
    gaps: { listed: gaps.slice(0, LISTED), count: gaps.length, byKind: gaps.length > 0 ? { gaps: gaps.length } : {} },
  };
}

/** As `examineFile`. @throws {ExpectedError} for a time zone that there is not, and for a text of more than 512 MB */
export async function examineBytes(bytes: Uint8Array, options: ImportOptions, limit: number = LISTED_PROBLEMS): Promise<Examination> {
  const { timeZone } = options;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new ExpectedError(`"${timeZone}" is no time zone: they are called UTC, Europe/Berlin, America/New_York and the like.`);
  }
  try {
    return await examineFile(bytes, options, limit);
  } catch (error) {
    throw fileError('Reading the file', error);
  }
}

/** The bytes of a file. @throws {ExpectedError} that names it */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(`Reading ${path}`, error);
  }
}

const found = (findings: Findings): ImportFindings => ({
  listed: findings.listed.map(({ line, kind, message }: Finding) => ({ line, kind, message })),
  count: findings.count,
  byKind: Object.fromEntries(findings.counts),
});
