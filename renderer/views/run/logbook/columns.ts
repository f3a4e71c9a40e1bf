import type { LogbookRow } from '../../../../preload/contract.ts';
import type { Column } from '../../../components/DataTable.tsx';
import { isFailed, metricText, type Objectives, TOO_FEW } from '../../../format/fitness.ts';
import { count, decimal, percent } from '../../../format/numbers.ts';

const right = { align: 'right' } as const;

/** What the columns need together before they scroll sideways. */
export const logbookWidth = (columns: readonly Column<LogbookRow>[]): number =>
  columns.reduce((sum, { width = '50px' }) => sum + Number.parseInt(width, 10), 0);

/**
 * The columns of the logbook: counts, then minimum, average and maximum of each objective (and the best of the
 * generation on validation, where there is such), then size, diversity and time. Columns that no row has are left out.
 */
export function logbookColumns(objectives: Objectives, rows: readonly LogbookRow[] = []): Column<LogbookRow>[] {
  const validated = rows.some((row) => row.validation);
  return [
    { key: 'generation', header: 'Gen', width: '48px', ...right, cell: (row) => count(row.generation) },
    { key: 'evaluations', header: 'Evals', width: '52px', ...right, cell: (row) => count(row.evaluations) },
    { key: 'distinct', header: 'Distinct', width: '72px', ...right, cell: (row) => count(row.distinct) },
    { key: 'failed', header: 'No trades', width: '76px', ...right, cell: (row) => count(row.failed) },
    ...objectives.flatMap(({ metric }, i): Column<LogbookRow>[] => {
      const { short: group, unit, format } = metricText[metric];
      // A ratio has more digits than a percentage.
      const width = { width: unit === '%' ? '50px' : '68px' };
      return [
        ...(['min', 'avg', 'max'] as const).map((field) => ({
          key: `${metric}-${field}`,
          header: field,
          group,
          ...width,
          ...right,
          cell: (row: LogbookRow) => format(row.fitness[i]?.[field]),
        })),
        ...(validated
          ? [
              {
                key: `${metric}-validation`,
                header: 'valid.',
                group,
                ...width,
                ...right,
                cell: (row: LogbookRow) => onValidation(objectives, row, i),
              },
            ]
          : []),
      ];
    }),
    { key: 'size', header: 'avg', group: 'Size', width: '52px', ...right, cell: (row) => decimal(row.size.avg, 1) },
    { key: 'size-max', header: 'max', group: 'Size', width: '46px', ...right, cell: (row) => count(row.size.max) },
    ...(rows.some((row) => row.diversity)
      ? [
          {
            key: 'diversity',
            header: 'Unique',
            width: '58px',
            ...right,
            cell: (row: LogbookRow) => percent(row.diversity?.genomes, 0),
            title: () => 'Share of the population that nobody else is written like',
          },
        ]
      : []),
    ...(rows.some((row) => row.hypervolume != null)
      ? [
          {
            key: 'hypervolume',
            header: 'Volume',
            width: '64px',
            ...right,
            cell: (row: LogbookRow) => short(row.hypervolume),
            title: () => 'Hypervolume of the Pareto front, measured from the worst fitness',
          },
        ]
      : []),
    { key: 'seconds', header: 'Time', unit: 's', width: '56px', ...right, cell: (row) => decimal(row.seconds, 2) },
  ];
}

function onValidation(objectives: Objectives, row: LogbookRow, index: number): string {
  if (row.validation && isFailed(objectives, row.validation)) return index === 0 ? TOO_FEW : '–';
  return metricText[objectives[index]!.metric].format(row.validation?.[index]);
}

const short = (value: number | null | undefined) => (value == null ? '–' : String(Number(value.toPrecision(4))));
