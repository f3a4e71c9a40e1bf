/** Times are milliseconds since 1970, UTC. Large blobs stand last, so that the columns before them are read without them. */
export const sql = `
CREATE TABLE datasets (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  bars INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  columns BLOB NOT NULL
) STRICT;

CREATE TABLE experiments (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  settings TEXT NOT NULL,
  UNIQUE (hash, settings)
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment INTEGER NOT NULL REFERENCES experiments (id),
  dataset TEXT NOT NULL REFERENCES datasets (id),
  seed INTEGER NOT NULL,
  engine TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'finished', 'failed', 'interrupted')),
  owner TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  error TEXT,
  generation INTEGER NOT NULL DEFAULT -1,
  evaluations INTEGER NOT NULL DEFAULT 0,
  distinct_strategies INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_experiment ON runs (experiment);

CREATE TABLE generations (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  row TEXT NOT NULL,
  digest TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'digest') VIRTUAL,
  hall_of_fame BLOB NOT NULL,
  population BLOB NOT NULL,
  PRIMARY KEY (run, number)
) STRICT;

CREATE TABLE failures (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  strategy TEXT NOT NULL,
  reason TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (run, strategy)
) STRICT;
`;
