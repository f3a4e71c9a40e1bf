import type { Experiment, LogbookFormat, LogbookRow, Quartiles, Summary } from '../../preload/contract.ts';

type Cell = number | string | null | undefined;
type ColumnOf = readonly [name: string, of: (row: LogbookRow) => Cell];

/** Minimum, quartiles, maximum, mean and deviation of one number. */
function spread(
  name: string,
  summary: (row: LogbookRow) => Summary | null | undefined,
  quartiles: (row: LogbookRow) => Quartiles | null | undefined,
): ColumnOf[] {
  return [
    [`${name}_min`, (row) => summary(row)?.min],
    [`${name}_q1`, (row) => quartiles(row)?.q1],
    [`${name}_median`, (row) => quartiles(row)?.median],
    [`${name}_q3`, (row) => quartiles(row)?.q3],
    [`${name}_max`, (row) => summary(row)?.max],
    [`${name}_avg`, (row) => summary(row)?.avg],
    [`${name}_std`, (row) => summary(row)?.std],
  ];
}

/** Every column that a logbook has, one name each; `training` and `validation` are what the best of a generation is worth. */
function columns({ objectives }: Experiment): ColumnOf[] {
  const names = objectives.map(({ metric }) => metric);
  // Size may be an objective as well: then that one has the name.
  const nodes = names.includes('size') ? 'nodes' : 'size';
  return [
    ['gen', (row) => row.generation],
    ['nevals', (row) => row.evaluations],
    ['distinct', (row) => row.distinct],
    ['failed', (row) => row.failed],
    ...names.flatMap((name, i) =>
      spread(
        name,
        (row) => row.fitness[i],
        (row) => row.quartiles?.fitness[i],
      ),
    ),
    ...spread(
      nodes,
      (row) => row.size,
      (row) => row.quartiles?.size,
    ),
    ...spread(
      'height',
      (row) => row.height,
      () => null,
    ).filter(([name]) => !/_(q1|median|q3)$/.test(name)),
    ...names.map((name, i): ColumnOf => [`training_${name}`, (row) => row.training?.[i]]),
    ...names.map((name, i): ColumnOf => [`validation_${name}`, (row) => row.validation?.[i]]),
    ['diversity_genomes', (row) => row.diversity?.genomes],
    ['diversity_structure', (row) => row.diversity?.structure],
    ['diversity_behaviour', (row) => row.diversity?.behaviour],
    ['hypervolume', (row) => row.hypervolume],
    ['seconds', (row) => row.seconds],
    ['digest', (row) => row.digest],
  ];
}

/**
 * The logbook as a table for other programs: a header, then a line a generation, every digit of every number; what a row
 * does not have stays blank. Names and values hold neither separators nor quotes.
 */
export function logbookTable(experiment: Experiment, rows: readonly LogbookRow[], format: LogbookFormat): string {
  const separator = format === 'csv' ? ',' : '\t';
  const all = columns(experiment);
  const lines = [all.map(([name]) => name), ...rows.map((row) => all.map(([, of]) => of(row) ?? ''))];
  return `${lines.map((line) => line.join(separator)).join('\n')}\n`;
}
