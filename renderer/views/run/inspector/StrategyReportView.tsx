import type { Run, StrategyReport } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Stat } from '../../../components/Stat.tsx';
import { StrategyText } from '../../../components/StrategyText.tsx';
import { metricText, NO_TRADES } from '../../../format/fitness.ts';
import { count, NONE } from '../../../format/numbers.ts';
import { EquityPanel } from './EquityPanel.tsx';
import { PeriodTable } from './PeriodTable.tsx';
import { TreeView } from './TreeView.tsx';
import { TunePanel } from './TunePanel.tsx';

/** Everything that is known of one strategy. */
export function StrategyReportView({ report, run }: { readonly report: StrategyReport; readonly run: Run | null }) {
  const [sharpe, maxDrawdown, winRate] = report.fitness;
  const failed = sharpe === -999;
  const shown = (text: string) => (failed ? NONE : text);
  return (
    <div className="report">
      <dl className="stats" aria-label="Fitness">
        <Stat label="Sharpe ratio" value={failed ? NO_TRADES : metricText.sharpe.format(sharpe)} />
        <Stat label="Maximum drawdown" value={shown(metricText.maxDrawdown.format(maxDrawdown))} />
        <Stat label="Win rate" value={shown(metricText.winRate.format(winRate))} />
        <Stat label="Size" value={count(report.size)} note="nodes" />
        <Stat label="Height" value={count(report.height)} />
        <Stat label="Looks back" value={count(report.lookback)} note="bars" />
      </dl>
      <Panel title="Rule" actions={<CopyButton label="Copy strategy" text={() => report.strategy} />} className="rule">
        <p className="help">Hold a long position while this is true, stay flat while it is not.</p>
        <StrategyText text={report.strategy} />
      </Panel>
      {run && <TunePanel run={run} strategy={report.strategy} />}
      <EquityPanel report={report} sealed={run?.experiment.holdout !== undefined && !report.holdout} />
      <PeriodTable report={report} />
      <TreeView tree={report.tree} size={report.size} height={report.height} />
    </div>
  );
}
