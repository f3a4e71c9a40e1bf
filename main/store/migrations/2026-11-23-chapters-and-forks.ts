/**
 * A run may be computed in several stretches: by another version after an update, or with other settings after a fork.
 * `chapters` says what computed the generations from `first` on; a run without a break has one. A fork is a run of its
 * own that holds copies of its parent's generations, so `parent` refers to nothing that has to be kept.
 */
export const sql = `
CREATE TABLE chapters (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  first INTEGER NOT NULL,
  experiment INTEGER NOT NULL REFERENCES experiments (id),
  engine TEXT NOT NULL,
  PRIMARY KEY (run, first)
) STRICT;
CREATE INDEX chapters_by_experiment ON chapters (experiment);
INSERT INTO chapters SELECT id, 0, experiment, engine FROM runs;

ALTER TABLE runs ADD COLUMN parent INTEGER;
ALTER TABLE runs ADD COLUMN parent_generation INTEGER;

ALTER TABLE generations ADD COLUMN state TEXT;

ALTER TABLE failures ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;
UPDATE failures SET quarantined = 1 WHERE reason LIKE 'timeout%' OR reason LIKE 'crashed%';
`;
