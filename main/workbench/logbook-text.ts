import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import { createRunLogbook, runRecord } from '../evolution/run-logbook.ts';

/** The logbook of a run as DEAP prints it: a header, then a line a generation. */
export function logbookText(experiment: Experiment, rows: readonly LogbookRow[]): string {
  const objectives = experiment.objectives.map((objective) => objective.metric);
  const logbook = createRunLogbook(objectives);
  for (const row of rows) logbook.record(runRecord(objectives, row));
  return logbook.toString();
}
