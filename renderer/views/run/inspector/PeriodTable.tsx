import { Callout, Tooltip } from '@blueprintjs/core';
import { useMemo } from 'react';
import type { CaseReport, StrategyReport } from '../../../../preload/contract.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { meanOf, type PeriodMetric, periodMetrics } from '../../../format/period-metrics.ts';
import { date } from '../../../format/time.ts';

const roles = { training: 'Training', validation: 'Validation', holdout: 'Holdout' } as const;
const letters = { training: '', validation: 'V', holdout: 'H' } as const;

/** A column of the table: a period on a timeframe, or the mean of all those of a role, which is what the search sees of training. */
interface Judged {
  readonly key: string;
  readonly role: keyof typeof roles;
  readonly group: string;
  readonly header: string;
  readonly cases: readonly CaseReport[];
}

function judgedOf({ cases }: StrategyReport): Judged[] {
  const several = new Set(cases.map(({ timeframe }) => timeframe)).size > 1;
  return (Object.keys(roles) as (keyof typeof roles)[]).flatMap((role): Judged[] => {
    const own = cases.filter((one) => one.role === role);
    const mean = { key: `${role} mean`, role, group: roles[role], header: 'Mean', cases: own };
    const byTimeframe = Map.groupBy(own, ({ timeframe }) => timeframe);
    const single = [...byTimeframe].flatMap(([timeframe, list]) =>
      list.map((one, i): Judged => {
        const group = several ? `${roles[role]} · ${timeframe}` : roles[role];
        return { key: `${role} ${timeframe} ${i}`, role, group, header: `${letters[role]}${i + 1}`, cases: [one] };
      }),
    );
    return own.length > 1 ? [mean, ...single] : single;
  });
}

/** A metric's name; pointing at it, or moving the focus to it, tells what it is. */
export function MetricName({ metric }: { readonly metric: PeriodMetric }) {
  return (
    <Tooltip content={<span className="definition">{metric.help}</span>} placement="right" openOnTargetFocus>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the definition has to be reachable by keyboard, too. */}
      <span className="defined" tabIndex={0}>
        {metric.name}
      </span>
    </Tooltip>
  );
}

/** As wide as `Validation · base`, in pixels, where the name of a group stands over a single column. */
const ALONE = 124;
const isNamedAlone = (judged: readonly Judged[], group: string) =>
  group.includes('·') && judged.filter((one) => one.group === group).length === 1;

/** Fewer held bars than this make a ratio of mean and deviation meaningless. */
const FEW = 30;

/** Every metric in every period on every timeframe. Validation and an open holdout stand beside training. */
export function PeriodTable({ report }: { readonly report: StrategyReport }) {
  const judged = useMemo(() => judgedOf(report), [report]);
  const columns = useMemo(
    (): Column<PeriodMetric>[] => [
      { key: 'metric', header: 'Metric', width: '184px', cell: (metric) => <MetricName metric={metric} /> },
      ...judged.map(
        ({ key, group, header, cases }): Column<PeriodMetric> => ({
          key,
          group,
          header,
          align: 'right',
          ...(isNamedAlone(judged, group) ? { width: `${ALONE}px` } : {}),
          cell: (metric) => (
            <span className={metric.key === 'held' && cases.some((one) => !one.judged) ? 'too-few' : ''}>
              {metric.format(meanOf(metric, cases))}
            </span>
          ),
          title: (metric) => titleOf(metric, cases),
        }),
      ),
    ],
    [judged],
  );
  const training = report.cases.filter(({ role }) => role === 'training');
  // The dates of larger bars are those of the first timeframe, give or take a bar.
  const first = report.cases[0]?.timeframe;
  const single = judged.filter(({ header, cases }) => header !== 'Mean' && cases[0]!.timeframe === first);
  return (
    <Panel
      title="Periods"
      className="periods-report"
      actions={
        <ul className="period-dates help numbers" aria-label="Dates of the periods">
          {single.slice(0, MOST_DATES).map((one) => (
            <li key={one.key}>
              <strong className={`role-${one.role}`}>{one.header}</strong> {date(one.cases[0]!.from)} – {date(one.cases[0]!.to)}
            </li>
          ))}
          {single.length > MOST_DATES && <li>…</li>}
        </ul>
      }
    >
      {training.some((p) => p.heldBars < FEW) && (
        <Callout intent="warning" compact className="few-bars" role="note">
          Fewer than {FEW} bars are held in {training.every((p) => p.heldBars < FEW) ? 'every period' : 'a period'}: its Sharpe ratio and
          win rate say little, however good they look.
        </Callout>
      )}
      <DataTable
        label="Periods"
        columns={columns}
        rows={periodMetrics}
        rowKey={(metric) => metric.key}
        minWidth={judged.reduce((sum, { group }) => sum + (isNamedAlone(judged, group) ? ALONE : group === 'Training' ? 74 : 86), 184)}
      />
      {report.sealed.length > 0 && (
        <p className="help">The holdout is sealed: nothing of it is computed, shown or exported until it is opened.</p>
      )}
    </Panel>
  );
}

/** More dates than this would fill the panel. */
const MOST_DATES = 6;

function titleOf({ key }: PeriodMetric, cases: readonly CaseReport[]): string {
  const [one] = cases as [CaseReport];
  if (cases.length > 1) return `Mean of ${cases.length} periods`;
  const unjudged = key === 'held' && !one.judged ? `Not judged: ${one.minHeldBars} bars have to be held. ` : '';
  return `${unjudged}${one.period}, ${date(one.from)} – ${date(one.to)}`;
}
