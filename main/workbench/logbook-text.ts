import type { Experiment, LogbookRow, Quartiles, ValidationRow } from '../../preload/contract.ts';
import { type Cell, Logbook, type LogbookRecord } from '../evolution/logbook.ts';
import { createRunLogbook, runRecord } from '../evolution/run-logbook.ts';
import type { Summary } from '../evolution/statistics.ts';

/** The logbook of a run as DEAP prints it: a header, then a line a generation. */
export function logbookText(experiment: Experiment, rows: readonly LogbookRow[]): string {
  const objectives = namesOf(experiment);
  const logbook = createRunLogbook(objectives);
  for (const row of rows) logbook.record(runRecord(objectives, row));
  return logbook.toString();
}

/** The best of each generation on training and, beside it, on validation. */
export function validationText(experiment: Experiment, rows: readonly ValidationRow[]): string {
  const objectives = namesOf(experiment);
  const logbook = new Logbook(['gen', 'training', 'validation'], { training: objectives, validation: objectives });
  for (const { generation, training, validation } of rows) {
    logbook.record({ gen: generation, training: named(objectives, training), validation: named(objectives, validation) });
  }
  return logbook.toString();
}

const spread = ['min', 'q1', 'median', 'q3', 'max', 'avg', 'std'] as const;
const counts = ['distinct', 'failed', 'infeasible', 'genomes', 'structure', 'behaviour', 'hypervolume', 'seconds'] as const;

/** The logbook with every column there is; what rows of older versions do not have stays blank. */
export function wideLogbookText(experiment: Experiment, rows: readonly LogbookRow[]): string {
  const objectives = namesOf(experiment);
  const chapters: Record<string, readonly string[]> = { training: objectives, validation: objectives };
  for (const name of [...objectives, 'nodes', 'height']) chapters[name] = spread;
  const logbook = new Logbook(
    [
      'gen',
      'nevals',
      ...counts.filter((name) => name !== 'infeasible' || rows.some((row) => row.infeasible !== undefined)),
      ...objectives,
      'nodes',
      'height',
      'training',
      'validation',
    ],
    chapters,
  );
  for (const row of rows) {
    const { quartiles } = row;
    logbook.record({
      ...{
        gen: row.generation,
        nevals: row.evaluations,
        distinct: row.distinct,
        failed: row.failed,
        infeasible: row.infeasible ?? null,
        seconds: row.seconds,
      },
      ...{ genomes: row.diversity?.genomes ?? null, structure: row.diversity?.structure ?? null },
      ...{ behaviour: row.diversity?.behaviour ?? null, hypervolume: row.hypervolume ?? null },
      ...Object.fromEntries(objectives.map((name, i) => [name, numbers(row.fitness[i], quartiles?.fitness[i])])),
      ...{ nodes: numbers(row.size, quartiles?.size), height: numbers(row.height, undefined) },
      ...{ training: named(objectives, row.training ?? null), validation: named(objectives, row.validation ?? null) },
    });
  }
  return logbook.toString();
}

const namesOf = ({ objectives }: Experiment) => objectives.map(({ metric }) => metric);

const named = (names: readonly string[], values: readonly number[] | null): LogbookRecord =>
  Object.fromEntries(names.map((name, i): [string, Cell] => [name, values?.[i] ?? null]));

const numbers = (summary: Summary | null | undefined, quartiles: Quartiles | null | undefined): LogbookRecord => {
  const all: Partial<Record<(typeof spread)[number], number>> = { ...summary, ...quartiles };
  return Object.fromEntries(spread.map((name): [string, Cell] => [name, all[name] ?? null]));
};
