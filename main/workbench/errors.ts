import type { Failure } from '../../preload/contract.ts';
import { ClusterError } from '../evaluation/cluster/errors.ts';
import { abortError } from '../evaluation/failure.ts';
import { MarketDataError, PeriodError, TimeframeError } from '../market/errors.ts';
import { StoreError } from '../store/errors.ts';
import { StrategyError } from '../strategy/errors.ts';

/** Something that the user can act on: the message says what to do. Never thrown for a mistake of ours. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  /** More lines, such as every problem of a form or a file. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file stands where a folder is needed',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
  ERR_STRING_TOO_LONG: 'it is larger than 512 MB',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
};

/** An error of the file system as one the user can act on; other errors pass unchanged. @param doing such as `Reading a.csv` */
export function fileError(doing: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const problem = fileProblems[String(error.code)];
  return problem ? new ExpectedError(`${doing} failed: ${problem}.`, [], { cause: error }) : error;
}

const MISTAKE = 'Organism made a mistake: ';

/** What crosses the boundary: the kind of the error, a message for people, and more lines for an expected one. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ExpectedError) return { code: 'expected', message: error.message, details: error.details };
  if (error instanceof MarketDataError) {
    const details = error.problems.map(({ line, message }) => `${error.place} ${line}: ${message}`);
    return { code: 'expected', message: error.message, details };
  }
  const kinds = [ClusterError, StrategyError, PeriodError, TimeframeError, StoreError];
  if (error instanceof Error && kinds.some((kind) => error instanceof kind)) {
    return { code: 'expected', message: error.message, details: [] };
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.', details: [] };
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && error.stack ? error.stack.split('\n').slice(1) : [];
  return { code: 'bug', message: MISTAKE + message, details: stack.map((line) => line.trim()) };
}

/** An error of another thread, which `toFailure` made cross: of the same kind here as it was there. */
export function reviveFailure({ code, message, details }: Failure): Error {
  if (code === 'expected') return new ExpectedError(message, details);
  if (code === 'cancelled') return abortError();
  const error = new Error(message.replace(MISTAKE, ''));
  error.stack = [`Error: ${error.message}`, ...details].join('\n    ');
  return error;
}

/** That a thread had too little memory, as something the user can act on; null for other errors. @param what such as `The file` */
export const outOfMemory = (error: unknown, what: string): ExpectedError | null =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new ExpectedError(`${what} needs more memory than there is: cut the data into smaller sets, or close other programs.`, [], {
        cause: error,
      })
    : null;
