import { Callout } from '@blueprintjs/core';
import type { PeriodReport, StrategyReport } from '../../../../preload/contract.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { metricText, NO_TRADES } from '../../../format/fitness.ts';
import { count, NONE, percent } from '../../../format/numbers.ts';
import { date } from '../../../format/time.ts';

const right = { align: 'right' } as const;
const traded = (p: PeriodReport) => p.heldBars > 0;

/** A period with what it is for and its number among those. */
interface Row extends PeriodReport {
  readonly mark: string;
  readonly role: 'training' | 'validation' | 'holdout';
}

const rowsOf = (role: Row['role'], letter: string, periods: readonly PeriodReport[]): Row[] =>
  periods.map((period, i) => ({ ...period, role, mark: `${letter}${i + 1}` }));

const columns: Column<Row>[] = [
  {
    key: 'number',
    header: '#',
    width: '40px',
    ...right,
    cell: (p) => <span className={`role-${p.role}`}>{p.mark}</span>,
    title: (p) => p.role,
  },
  {
    key: 'dates',
    header: 'Dates',
    width: '188px',
    cell: (p) => `${date(p.from)} – ${date(p.to)}`,
    title: (p) => `Bars ${p.start} to ${p.end}`,
  },
  { key: 'sharpe', header: 'Sharpe', ...right, cell: (p) => (traded(p) ? metricText.sharpe.format(p.sharpe) : NO_TRADES) },
  { key: 'drawdown', header: 'Max drawdown', ...right, cell: (p) => (traded(p) ? percent(p.maxDrawdown) : NONE) },
  { key: 'win', header: 'Win rate', ...right, cell: (p) => (traded(p) ? percent(p.winRate) : NONE) },
  { key: 'held', header: 'Held', unit: 'bars', ...right, cell: (p) => count(p.heldBars) },
  { key: 'return', header: 'Return', ...right, cell: (p) => percent(p.totalReturn) },
  { key: 'hold', header: 'Buy and hold', ...right, cell: (p) => percent(p.buyAndHoldReturn) },
];

/** Fewer held bars than this make a ratio of mean and deviation meaningless. */
const FEW = 30;

/** The metrics in each period. The fitness is their average over training; validation and an open holdout stand below. */
export function PeriodTable({ report }: { readonly report: StrategyReport }) {
  const { periods, validation = [], holdout } = report;
  const rows = [...rowsOf('training', '', periods), ...rowsOf('validation', 'V', validation), ...rowsOf('holdout', 'H', holdout ?? [])];
  return (
    <Panel title="Periods" className="periods-report">
      {periods.some((p) => p.heldBars < FEW) && (
        <Callout intent="warning" compact className="few-bars" role="note">
          Fewer than {FEW} bars are held in {periods.every((p) => p.heldBars < FEW) ? 'every period' : 'a period'}: its Sharpe ratio and win
          rate say little, however good they look.
        </Callout>
      )}
      <DataTable label="Periods" columns={columns} rows={rows} rowKey={(p) => p.mark} minWidth={720} />
    </Panel>
  );
}
