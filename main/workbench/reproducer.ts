import type { Dataset, Experiment } from '../../preload/contract.ts';
import { defaultDatabasePath } from '../store/database-path.ts';
import { periodsOf } from './periods.ts';

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A line for a POSIX shell that evaluates one strategy as its run did, in any folder. */
export function reproducer(strategy: string, experiment: Experiment, dataset: Dataset, databaseFile: string): string {
  const periods = periodsOf(experiment, dataset.bars).map(({ start, end }) => `--period ${start}:${end}`);
  const database = databaseFile === defaultDatabasePath() ? [] : ['--db', quoted(databaseFile)];
  const flags = ['--data', quoted(dataset.id), '--strategies -', ...periods, `--window ${experiment.window}`, ...database];
  return `echo '${strategy}' | organism evaluate ${flags.join(' ')}`;
}
