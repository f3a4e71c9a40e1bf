import type { StrategyReport } from '../../../../preload/contract.ts';
import type { Column } from '../../../components/DataTable.tsx';
import { NONE } from '../../../format/numbers.ts';
import { meanOf, type PeriodMetric } from '../../../format/period-metrics.ts';
import { MetricName } from './PeriodTable.tsx';

/** One of several strategies that stand side by side. */
export interface Beside {
  readonly key: string;
  readonly name: string;
  readonly report: StrategyReport;
}

const roles = { training: 'Training', validation: 'Validation', holdout: 'Holdout' } as const;

/** A column a strategy under each role that any of them has periods of; behind each but the first its difference to that one. */
export function besideColumns(all: readonly Beside[]): Column<PeriodMetric>[] {
  const of = (report: StrategyReport, role: keyof typeof roles) => report.cases.filter((one) => one.role === role);
  const shown = (Object.keys(roles) as (keyof typeof roles)[]).filter((role) => all.some(({ report }) => of(report, role).length > 0));
  return [
    { key: 'metric', header: 'Metric', width: '184px', cell: (metric) => <MetricName metric={metric} /> },
    ...shown.flatMap((role) => {
      const value = (metric: PeriodMetric, { report }: Beside) =>
        of(report, role).length === 0 ? Number.NaN : meanOf(metric, of(report, role));
      const group = all.some(({ report }) => of(report, role).length > 1) ? `${roles[role]} (means)` : roles[role];
      return all.flatMap((one, i): Column<PeriodMetric>[] => [
        {
          key: `${role} ${one.key}`,
          group,
          header: one.name,
          align: 'right',
          cell: (metric) => metric.format(value(metric, one)),
          title: () => `${one.name}: ${one.report.strategy}`,
        },
        ...(i === 0
          ? []
          : [
              {
                key: `${role} ${one.key} difference`,
                group,
                header: 'Δ',
                align: 'right' as const,
                cell: (metric: PeriodMetric) => <Difference metric={metric} from={value(metric, all[0]!)} to={value(metric, one)} />,
                title: () => `${one.name} less ${all[0]!.name}`,
              },
            ]),
      ]);
    }),
  ];
}

/** How much larger a value is than the first one's, coloured by whether that is better. */
function Difference({ metric, from, to }: { readonly metric: PeriodMetric; readonly from: number; readonly to: number }) {
  const difference = to - from;
  if (!Number.isFinite(difference)) return NONE;
  const text = metric.format(difference);
  const sign = metric.better === 'minimise' ? -difference : difference;
  const tone = metric.better === null || difference === 0 ? '' : sign > 0 ? 'gain' : 'loss';
  return <span className={tone}>{difference > 0 ? `+${text}` : text}</span>;
}
