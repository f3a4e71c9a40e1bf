/**
 * Which bars of which data have been opened as a holdout, and by which run: a row a period. It refers to nothing, because
 * what somebody has seen stays seen when the run is deleted. `first` and `last` are the returns that the period judges.
 */
export const sql = `
CREATE TABLE opened_bars (
  dataset_hash TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  run INTEGER NOT NULL,
  name TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX opened_bars_by_data ON opened_bars (dataset_hash);
INSERT INTO opened_bars
SELECT datasets.hash, period.value ->> 'start' + settings ->> 'window', period.value ->> 'end' - 1, runs.id, settings ->> 'name',
  (SELECT min(opened_at) FROM holdout_openings WHERE holdout_openings.run = runs.id)
FROM holdouts
JOIN runs ON runs.id = holdouts.run
JOIN experiments ON experiments.id = runs.experiment
JOIN datasets ON datasets.id = runs.dataset
JOIN json_each(settings, '$.holdout') AS period;
`;
