import type { LogbookRow } from '../../../../preload/contract.ts';
import type { Column } from '../../../components/DataTable.tsx';
import { metricText, type Objectives } from '../../../format/fitness.ts';
import { count, decimal } from '../../../format/numbers.ts';

const right = { align: 'right' } as const;

/** The columns of the logbook: counts, then minimum, average and maximum of each objective, then size and time. */
export function logbookColumns(objectives: Objectives): Column<LogbookRow>[] {
  return [
    { key: 'generation', header: 'Gen', width: '48px', ...right, cell: (row) => count(row.generation) },
    { key: 'evaluations', header: 'Evals', width: '52px', ...right, cell: (row) => count(row.evaluations) },
    { key: 'distinct', header: 'Distinct', width: '72px', ...right, cell: (row) => count(row.distinct) },
    { key: 'failed', header: 'No trades', width: '76px', ...right, cell: (row) => count(row.failed) },
    ...objectives.flatMap(({ metric }, i) =>
      (['min', 'avg', 'max'] as const).map(
        (field): Column<LogbookRow> => ({
          key: `${metric}-${field}`,
          header: field,
          group: metricText[metric].short,
          // A ratio has more digits than a percentage.
          ...(metricText[metric].unit === '%' ? {} : { width: '68px' }),
          ...right,
          cell: (row) => metricText[metric].format(row.fitness[i]?.[field]),
        }),
      ),
    ),
    { key: 'size', header: 'avg', group: 'Size', width: '52px', ...right, cell: (row) => decimal(row.size.avg, 1) },
    { key: 'size-max', header: 'max', group: 'Size', width: '46px', ...right, cell: (row) => count(row.size.max) },
    { key: 'seconds', header: 'Time', unit: 's', width: '56px', ...right, cell: (row) => decimal(row.seconds, 2) },
  ];
}
