import type { LogbookRow, Quartiles, Summary } from '../../../../preload/contract.ts';
import type { Column } from '../../../components/DataTable.tsx';
import { isFailed, metricText, type Objectives, TOO_FEW } from '../../../format/fitness.ts';
import { count, decimal, digits, percent } from '../../../format/numbers.ts';

type Format = (value: number | null | undefined) => string;

const right = { align: 'right' } as const;

/** What the columns need together before they scroll sideways. */
export const logbookWidth = (columns: readonly Column<LogbookRow>[]): number =>
  columns.reduce((sum, { width = '50px' }) => sum + Number.parseInt(width, 10), 0);

const few = ['min', 'avg', 'max'] as const;
const every = ['min', 'q1', 'median', 'q3', 'max', 'avg', 'std'] as const;

interface Chapter {
  readonly key: string;
  readonly group: string;
  readonly width: string;
  readonly format: Format;
  readonly summary: (row: LogbookRow) => Summary | null;
  readonly quartiles: (row: LogbookRow) => Quartiles | null | undefined;
}

const chapter = ({ key, group, width, format, summary, quartiles }: Chapter, fields: readonly (typeof every)[number][]) =>
  fields.map(
    (field): Column<LogbookRow> => ({
      ...{ key: `${key}-${field}`, header: field, group, width, ...right },
      cell: (row) => format({ ...quartiles(row), ...summary(row) }[field]),
    }),
  );

/**
 * The columns of the logbook: counts, then for each objective the population, and where there is validation the best of
 * the generation; then size, diversity and time. With `all` everything that a row holds, as `organism show --all-columns`.
 * Columns that no row has are left out.
 */
export function logbookColumns(objectives: Objectives, rows: readonly LogbookRow[] = [], all = false): Column<LogbookRow>[] {
  const has = (of: (row: LogbookRow) => unknown) => rows.some((row) => of(row) != null);
  const fields = all && has((row) => row.quartiles) ? every : all ? ([...few, 'std'] as const) : few;
  const validated = has((row) => row.validation);
  return [
    { key: 'generation', header: 'Gen', width: '64px', ...right, cell: (row) => count(row.generation) },
    { key: 'evaluations', header: 'Evals', width: '52px', ...right, cell: (row) => count(row.evaluations) },
    { key: 'distinct', header: 'Distinct', width: '72px', ...right, cell: (row) => count(row.distinct) },
    { key: 'failed', header: 'No trades', width: '76px', ...right, cell: (row) => count(row.failed) },
    ...(has((row) => row.infeasible)
      ? [
          {
            ...{ key: 'infeasible', header: 'Breaking', width: '70px', ...right },
            cell: (row: LogbookRow) => count(row.infeasible),
            title: () => 'Strategies that break the constraints',
          },
        ]
      : []),
    ...objectives.flatMap(({ metric }, i): Column<LogbookRow>[] => {
      const { short: group, unit, format } = metricText[metric];
      // A ratio has more digits than a percentage, and nodes have few.
      const width = metric === 'size' ? '50px' : unit === '%' ? '56px' : '68px';
      const best = (key: 'training' | 'validation', header: string, title: string): Column<LogbookRow> => ({
        ...{ key: `${metric}-${key}`, header, group, width, ...right },
        cell: (row) => ofBest(objectives, row, key, i),
        title: () => title,
      });
      return [
        ...chapter(
          {
            ...{ key: metric, group, width, format },
            summary: (row) => row.fitness[i] ?? null,
            quartiles: (row) => row.quartiles?.fitness[i],
          },
          fields,
        ),
        ...(all && has((row) => row.training) ? [best('training', 'best', 'The best of the generation, in training')] : []),
        ...(validated ? [best('validation', 'valid.', 'The best of the generation, on validation')] : []),
      ];
    }),
    ...(all
      ? [
          ...chapter(
            {
              ...{ key: 'size', group: 'Size', width: '56px', format: (value) => decimal(value, 1) },
              summary: (row) => row.size,
              quartiles: (row) => row.quartiles?.size,
            },
            fields,
          ),
          ...chapter(
            {
              ...{ key: 'height', group: 'Height', width: '50px', format: (value) => decimal(value, 1) },
              summary: (row) => row.height,
              quartiles: () => null,
            },
            [...few, 'std'],
          ),
        ]
      : objectives.some(({ metric }) => metric === 'size')
        ? []
        : sizes),
    ...diversity.filter(({ of }) => has(of)).map(({ column }) => column),
    ...(has((row) => row.hypervolume) ? [hypervolume] : []),
    { key: 'seconds', header: 'Time', unit: 's', width: '56px', ...right, cell: (row) => decimal(row.seconds, 2) },
    ...(all ? [digest] : []),
  ];
}

const sizes: readonly Column<LogbookRow>[] = [
  { key: 'size', header: 'avg', group: 'Size', width: '52px', ...right, cell: (row) => decimal(row.size.avg, 1) },
  { key: 'size-max', header: 'max', group: 'Size', width: '46px', ...right, cell: (row) => count(row.size.max) },
];

const share = (header: string, title: string, of: (row: LogbookRow) => number | undefined) => ({
  of,
  column: {
    ...{ key: `diversity-${header}`, header, group: 'Distinct', width: '66px', ...right },
    cell: (row: LogbookRow) => percent(of(row), 0),
    title: () => title,
  },
});

const diversity = [
  share('written', 'Share of the population that nobody else is written like', (row) => row.diversity?.genomes),
  share('struct.', 'Those that differ only in the order of arguments counted once', (row) => row.diversity?.structure),
  share('behav.', 'Those that hold the same bars in training counted once', (row) => row.diversity?.behaviour),
];

const hypervolume: Column<LogbookRow> = {
  ...{ key: 'hypervolume', header: 'Volume', width: '64px', ...right },
  cell: (row) => digits(row.hypervolume),
  title: () => 'Hypervolume of the Pareto front, measured from doing nothing',
};

const digest: Column<LogbookRow> = {
  ...{ key: 'digest', header: 'Digest', width: '104px', mono: true },
  cell: (row) => row.digest.slice(0, 10),
  title: (row) => row.digest,
};

function ofBest(objectives: Objectives, row: LogbookRow, role: 'training' | 'validation', index: number): string {
  const values = row[role];
  if (values && isFailed(objectives, values)) return index === 0 && role === 'validation' ? TOO_FEW : '–';
  return metricText[objectives[index]!.metric].format(values?.[index]);
}
