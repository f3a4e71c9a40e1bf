/** Something about the database that the user can act on. The message names the file and the remedy. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

const recover =
  'Nothing was changed in it. Put back a copy, or recover what can be read with `sqlite3 FILE ".recover" | sqlite3 NEW_FILE` and open that with --db.';

/** A database whose pages do not hang together. @param found what SQLite says is wrong */
export const damaged = (file: string, found: string): StoreError =>
  new StoreError(`The database ${file} is damaged (${found.replace(/\s+/g, ' ').slice(0, 120)}). ${recover}`);

const remedies: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_NOTADB/, 'is not an Organism database. Choose another file with --db or ORGANISM_DB; this one was not changed.'],
  [/^SQLITE_CORRUPT/, `is damaged. ${recover}`],
  [/^SQLITE_FULL/, 'cannot grow: the disk is full. Free some space and try again; everything stored before is intact.'],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'is locked by another process. Close the program that holds it, or choose another file with --db or ORGANISM_DB.',
  ],
  [
    /^SQLITE_READONLY/,
    'cannot be written. Give yourself write permission on the file and its folder, or choose another with --db or ORGANISM_DB.',
  ],
  [
    /^SQLITE_(CANTOPEN|PERM|AUTH)/,
    'cannot be opened. Check that its folder exists and may be written, or choose another with --db or ORGANISM_DB.',
  ],
  [/^SQLITE_IOERR/, 'could not be read or written: the disk reported an error. Check the disk and its free space, then try again.'],
];

/** SQLite's own error for a logbook row that is no JSON, met by a query that looks into it. */
export const isMalformedRow = (error: unknown): boolean => error instanceof Error && error.message === 'malformed JSON';

/** Codes of the file system, met when the folder of a new database is made. */
const folderErrors = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'];

/** Turns what SQLite throws into a StoreError where the user can do something about it; other errors pass unchanged. */
export function explain(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (isMalformedRow(error)) return damaged(file, 'a row of a logbook is no JSON');
  const code = folderErrors.includes(String(error.code)) ? 'SQLITE_CANTOPEN' : String(error.code);
  const remedy = remedies.find(([pattern]) => pattern.test(code));
  return remedy ? new StoreError(`The database ${file} ${remedy[1]}`, { cause: error }) : error;
}
