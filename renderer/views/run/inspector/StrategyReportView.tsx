import { Tab, Tabs } from '@blueprintjs/core';
import { type ReactNode, useState } from 'react';
import type { Run, StrategyReport } from '../../../../preload/contract.ts';
import type { Sight } from '../../../charts/sight.ts';
import { Stat } from '../../../components/Stat.tsx';
import { metricText, NO_TRADES, TOO_FEW } from '../../../format/fitness.ts';
import { count, NONE } from '../../../format/numbers.ts';
import { EditPanel } from './EditPanel.tsx';
import { EquityPanel } from './EquityPanel.tsx';
import { MonthsPanel } from './MonthsPanel.tsx';
import { PeriodTable } from './PeriodTable.tsx';
import { PricePanel } from './PricePanel.tsx';
import { RollingPanel } from './RollingPanel.tsx';
import { RulePanel } from './RulePanel.tsx';
import { SpreadPanel } from './SpreadPanel.tsx';
import type { StrategySource } from './source.ts';
import { TradesPanel } from './TradesPanel.tsx';
import { TreeView } from './TreeView.tsx';
import { TunePanel } from './TunePanel.tsx';

const titles = { overview: 'Overview', trades: 'Trades', returns: 'Returns', rule: 'Edit and tune' } as const;
type ReportTab = keyof typeof titles;

interface StrategyReportViewProps {
  readonly report: StrategyReport;
  readonly source: StrategySource;
  /** The run that it comes from; null when that is gone. */
  readonly run: Run | null;
  /** What can be done with a strategy, such as to pin it. */
  readonly actions: (strategy: string) => ReactNode;
  readonly onExportTrades: () => void;
}

/** Why there is no fitness. */
const unjudged = ({ cases }: StrategyReport) => (cases.some((one) => one.role === 'training' && one.heldBars > 0) ? TOO_FEW : NO_TRADES);

/** Everything that is known of one strategy. */
export function StrategyReportView({ report, source, run, actions, onExportTrades }: StrategyReportViewProps) {
  const [tab, setTab] = useState<ReportTab>('overview');
  // Of equity, drawdown, price and rolling ratio alike: who has found a bad month in the one wants to see its trades in the other.
  const [range, setRange] = useState<Sight | null>(null);
  const panels: Record<ReportTab, () => ReactNode> = {
    overview: () => (
      <>
        <RulePanel report={report} />
        <EquityPanel report={report} source={source} range={range} onRange={setRange} />
        <PeriodTable report={report} />
        <TreeView tree={report.tree} size={report.size} height={report.height} />
      </>
    ),
    trades: () => <PriceAndTrades report={report} range={range} onRange={setRange} onExport={onExportTrades} />,
    returns: () => (
      <>
        <MonthsPanel months={report.months} />
        <RollingPanel report={report} range={range} onRange={setRange} />
        <SpreadPanel spread={report.spread} />
      </>
    ),
    rule: () => (
      <>
        <EditPanel report={report} source={source} actions={actions} range={range} onRange={setRange} />
        {run && <TunePanel run={run} strategy={report.strategy} />}
      </>
    ),
  };
  return (
    <div className="report">
      <div className="report-head">
        <dl className="stats" aria-label="Fitness">
          {report.objectives
            .filter(({ metric }) => metric !== 'size')
            .map(({ metric, value }, i) => (
              <Stat
                key={metric}
                label={metricText[metric].name}
                value={report.judged ? metricText[metric].format(value) : i === 0 ? unjudged(report) : NONE}
              />
            ))}
          <Stat label="Trades in all" value={count(report.trades.count)} />
          <Stat label="Size" value={count(report.size)} note="nodes" />
          <Stat label="Height" value={count(report.height)} />
          <Stat label="Looks back" value={count(report.lookback)} note="bars" />
        </dl>
        <div className="report-actions">{actions(report.strategy)}</div>
      </div>
      <Tabs id="report-tabs" selectedTabId={tab} onChange={(next) => setTab(next as ReportTab)} renderActiveTabPanelOnly animate={false}>
        {(Object.keys(titles) as ReportTab[]).map((key) => (
          <Tab key={key} id={key} title={titles[key]} panel={<div className="report-panels">{panels[key]()}</div>} />
        ))}
      </Tabs>
    </div>
  );
}

/** Room on either side of a trade that is looked at, in its own length, and at the least in bars of the data. */
const AROUND = 4;

interface PriceAndTradesProps {
  readonly report: StrategyReport;
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
  readonly onExport: () => void;
}

function PriceAndTrades({ report, range, onRange, onExport }: PriceAndTradesProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { trades } = report;
  const choose = (trade: number) => {
    const [from, to] = [trades.entryTime[trade]!, trades.exitTime[trade]!];
    const bar = (to - from) / (trades.exit[trade]! - trades.entry[trade]!);
    const room = Math.max(AROUND * (to - from), 10 * AROUND * bar);
    setChosen(trade);
    onRange([from - room, to + room]);
  };
  return (
    <>
      <PricePanel report={report} range={range} onRange={onRange} />
      <TradesPanel report={report} chosen={chosen} onChoose={choose} onExport={onExport} />
    </>
  );
}
