/**
 * The best strategy of each generation with its values on training and validation; and what the hall of fame was worth
 * when the holdout of a run was opened, with the time of every opening.
 */
export const sql = `
CREATE TABLE champions (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  strategy TEXT NOT NULL,
  training TEXT NOT NULL,
  validation TEXT,
  PRIMARY KEY (run, generation)
) STRICT;

CREATE TABLE holdouts (
  run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  rows TEXT NOT NULL
) STRICT;

CREATE TABLE holdout_openings (
  run INTEGER NOT NULL REFERENCES holdouts (run) ON DELETE CASCADE,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX holdout_openings_by_run ON holdout_openings (run);
`;
