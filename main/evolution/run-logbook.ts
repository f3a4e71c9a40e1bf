import { Logbook } from './logbook.ts';
import type { PopulationStatistics, Summary } from './statistics.ts';

/** What a printed row needs; a `LogbookRow` of preload/contract.ts is one. */
export interface RunRow extends PopulationStatistics {
  readonly generation: number;
  readonly evaluations: number;
}

const shown = ['min', 'avg', 'max'] as const;

const chapter = (summary: Summary | null) => Object.fromEntries(shown.map((name) => [name, summary?.[name] ?? null]));

/**
 * The logbook of a run as it is printed: DEAP's `gen` and `nevals`, a chapter for each objective and one for the size.
 * `logbook.record(runRecord(objectives, row))`, then `stream()` prints the row as it comes, `toString()` the whole log.
 *
 * @param objectives names of the objectives, in the order of the fitness values
 */
export function createRunLogbook(objectives: readonly string[]): Logbook {
  const chapters = [...objectives, 'size'];
  return new Logbook(['gen', 'nevals', ...chapters], Object.fromEntries(chapters.map((name) => [name, shown])));
}

export function runRecord(objectives: readonly string[], row: RunRow) {
  return {
    gen: row.generation,
    nevals: row.evaluations,
    ...Object.fromEntries(objectives.map((name, i) => [name, chapter(row.fitness[i] ?? null)])),
    size: chapter(row.size),
  };
}
