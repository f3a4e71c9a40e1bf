/**
 * Strategies that are kept across runs: the halls of fame of finished runs (`databank_runs` says of which ones) and what
 * users pin. An entry outlives its run, so it refers to none; its experiment is kept for it. Removed entries are kept for a
 * while, to be brought back.
 */
export const sql = `
CREATE TABLE databank (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  strategy TEXT NOT NULL,
  run INTEGER NOT NULL,
  run_name TEXT NOT NULL,
  generation INTEGER NOT NULL,
  rank INTEGER,
  experiment INTEGER NOT NULL REFERENCES experiments (id),
  dataset TEXT NOT NULL,
  data_name TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  engine TEXT NOT NULL,
  fitness TEXT NOT NULL,
  training TEXT,
  validation TEXT,
  pinned INTEGER NOT NULL DEFAULT 0,
  tags TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '',
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (run, strategy)
) STRICT;
CREATE INDEX databank_by_experiment ON databank (experiment);

CREATE TABLE databank_runs (
  run INTEGER PRIMARY KEY
) STRICT;
`;
