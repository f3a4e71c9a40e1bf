import { defaultDatabasePath } from '../store/database-path.ts';

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A line for a POSIX shell that evaluates one strategy as its run does, in any folder. */
export function reproducer(strategy: string, run: string, databaseFile: string): string {
  const database = databaseFile === defaultDatabasePath() ? [] : [`--db ${quoted(databaseFile)}`];
  return [`echo '${strategy}' | organism evaluate --run ${run} --strategies -`, ...database].join(' ');
}
