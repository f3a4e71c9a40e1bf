// A process of its own that makes a database as the first version did, with a run and two failures.
import Database from 'better-sqlite3';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { experimentSchema } from '../../preload/contract.ts';

const db = new Database(process.argv[2]!);
migrate(db, migrations.slice(0, 1));
db.prepare("INSERT INTO datasets VALUES ('example', 'Example', 'a test', 'ab', 0, 0, 0, x'')").run();
db.prepare("INSERT INTO experiments (hash, settings) VALUES ('hash', ?)").run(JSON.stringify(experimentSchema.parse({})));
db.exec(`INSERT INTO runs (experiment, dataset, seed, engine, state, started_at) VALUES (1, 'example', 1, '0.0.9', 'stopped', 0);
  INSERT INTO failures VALUES (1, 'a', 'timeout: took longer than 10 s', 0), (1, 'b', 'threw: no', 0);`);
db.close();
process.stdout.write(JSON.stringify({ run: '1' }));
