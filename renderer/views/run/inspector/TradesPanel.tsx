import { Button } from '@blueprintjs/core';
import { Export } from '@blueprintjs/icons';
import { useMemo } from 'react';
import { type StrategyReport, tradeEndings } from '../../../../preload/contract.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { count, NONE, percent, price } from '../../../format/numbers.ts';
import { barTime } from '../../../format/time.ts';
import { isIntraday, periodMark } from './spans.ts';

const right = { align: 'right' } as const;

function columns(report: StrategyReport): Column<number>[] {
  const { trades } = report;
  const intraday = isIntraday(report);
  const when = intraday ? '138px' : '98px';
  const signed = (value: number) => <span className={value < 0 ? 'loss' : value > 0 ? 'gain' : ''}>{percent(value, 2)}</span>;
  return [
    { key: 'number', header: '#', width: '46px', ...right, cell: (i) => count(i + 1) },
    {
      key: 'period',
      header: 'In',
      width: '38px',
      cell: (i) => periodMark(report, trades.entry[i]!) || NONE,
      title: () => 'The period that the entry falls into',
    },
    { key: 'entry', header: 'Entry', unit: 'UTC', width: when, cell: (i) => barTime(trades.entryTime[i], intraday) },
    { key: 'exit', header: 'Exit', unit: 'UTC', width: when, cell: (i) => barTime(trades.exitTime[i], intraday) },
    { key: 'bars', header: 'Bars', width: '50px', ...right, cell: (i) => count(trades.exit[i]! - trades.entry[i]!) },
    { key: 'bought', header: 'Bought at', width: '84px', ...right, cell: (i) => price(trades.entryPrice[i]) },
    { key: 'sold', header: 'Sold at', width: '80px', ...right, cell: (i) => price(trades.exitPrice[i]) },
    { key: 'return', header: 'Return', width: '80px', ...right, cell: (i) => signed(trades.return[i]!) },
    { key: 'mae', header: 'MAE', width: '80px', ...right, cell: (i) => percent(trades.mae[i], 2) },
    { key: 'mfe', header: 'MFE', width: '80px', ...right, cell: (i) => percent(trades.mfe[i], 2) },
    { key: 'ending', header: 'Ended by', width: '100px', cell: (i) => tradeEndings[trades.ending[i]!] ?? '' },
  ];
}

interface TradesPanelProps {
  readonly report: StrategyReport;
  readonly onChoose: (trade: number) => void;
  readonly chosen: number | null;
  readonly onExport: () => void;
}

/** Every trade over the whole data set. A row shows its place in the price. */
export function TradesPanel({ report, onChoose, chosen, onExport }: TradesPanelProps) {
  const { trades } = report;
  const rows = useMemo(() => Array.from({ length: trades.count }, (_, i) => i), [trades.count]);
  const shown = useMemo(() => columns(report), [report]);
  const intraday = isIntraday(report);
  return (
    <Panel
      title={`Trades · ${count(trades.count)}`}
      className="trade-list"
      actions={
        <>
          <span className="help">MAE, MFE: the worst low and best high after the entry. Filled at closes, without costs.</span>
          <Button size="small" icon={<Export />} text="Export trades…" disabled={trades.count === 0} onClick={onExport} />
        </>
      }
    >
      <DataTable
        label="Trades"
        columns={shown}
        rows={rows}
        rowKey={(i) => i}
        onOpen={onChoose}
        selected={(i) => i === chosen}
        minWidth={intraday ? 910 : 830}
        empty={
          <p className="table-empty muted">
            There is no trade{report.sealed.length > 0 ? ' outside the holdout, which is sealed' : ': the rule was never true'}.
          </p>
        }
      />
    </Panel>
  );
}
