// A process of its own that is killed in the middle of a migration: of the first one, or of one that comes after all others.
import Database from 'better-sqlite3';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';

const [file, which] = process.argv.slice(2);
const db = new Database(file!);
db.pragma('journal_mode = WAL');
db.function('die', { directOnly: false }, () => {
  process.kill(process.pid, 'SIGKILL');
  return 0;
});
const [first, ...others] = migrations;
const half = 'CREATE TABLE halfway (x); INSERT INTO halfway SELECT 1; SELECT die();';
migrate(
  db,
  which === 'first' ? [{ ...first!, sql: first!.sql + half }, ...others] : [...migrations, { name: '2099-01-01-last', sql: half }],
);
