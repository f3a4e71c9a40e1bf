/**
 * Experiments that the user keeps to start again, and what the user says about a run: another name than that of its
 * experiment, tags (a JSON list), a note. None of it is part of an experiment's hash.
 */
export const sql = `
CREATE TABLE presets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  tags TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '',
  saved_at INTEGER NOT NULL,
  settings TEXT NOT NULL
) STRICT;

CREATE TABLE run_labels (
  run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  name TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT ''
) STRICT;
`;
