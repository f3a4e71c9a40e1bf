import { SegmentedControl } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { PeriodReport, StrategyReport } from '../../../../preload/contract.ts';
import { drawdownChart } from '../../../charts/drawdown.ts';
import { equityChart } from '../../../charts/equity.ts';
import type { Span } from '../../../charts/parts.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { decimal, percent } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';

interface EquityPanelProps {
  readonly report: StrategyReport;
  /** Whether there is a holdout that nobody has opened. */
  readonly sealed: boolean;
}

/** The periods with what they are for, as the charts shade them. */
function spansOf({ periods, validation = [], holdout }: StrategyReport): Span[] {
  const spans = (role: NonNullable<Span['role']>, list: readonly PeriodReport[]) =>
    list.map(({ from, to }, i): Span => ({ from, to, number: i + 1, role }));
  return [...spans('training', periods), ...spans('validation', validation), ...spans('holdout', holdout ?? [])];
}

/** Growth of the strategy beside buy and hold, and how deep it was under water. */
export function EquityPanel({ report, sealed }: EquityPanelProps) {
  const colors = useChartColors();
  const [scale, setScale] = useState<'linear' | 'log'>('log');
  const { curve } = report;
  const spans = useMemo(() => spansOf(report), [report]);
  const equity = useMemo(() => equityChart(curve, spans, scale, colors), [curve, spans, scale, colors]);
  const drawdown = useMemo(() => drawdownChart(curve, spans, colors), [curve, spans, colors]);
  const deepest = curve.drawdown.reduce((most, d) => Math.max(most, d), 0);
  return (
    <Panel
      title="Equity"
      className="equity"
      actions={
        <>
          <ul className="legend">
            <li>
              <span className="swatch accent" aria-hidden="true" />
              <span className="muted">Strategy</span> <span className="numbers">{decimal(curve.equity.at(-1), 2)}×</span>
            </li>
            <li>
              <span className="swatch neutral" aria-hidden="true" />
              <span className="muted">Buy and hold</span> <span className="numbers">{decimal(curve.buyAndHold.at(-1), 2)}×</span>
            </li>
            <li>
              <span className="swatch bad" aria-hidden="true" />
              <span className="muted">Deepest</span> <span className="numbers">{percent(-deepest, 1)}</span>
            </li>
          </ul>
          <SegmentedControl
            size="small"
            value={scale}
            onValueChange={(value) => setScale(value === 'linear' ? 'linear' : 'log')}
            options={[
              { label: 'Log', value: 'log' },
              { label: 'Linear', value: 'linear' },
            ]}
            aria-label="Scale"
          />
        </>
      }
    >
      <Chart option={equity} label="Equity of the strategy against buy and hold" className="equity-chart" group="strategy" />
      <Chart option={drawdown} label="Drawdown of the strategy" className="drawdown-chart" group="strategy" />
      <p className="help">
        Growth of 1 over all bars, without costs. The fitness is measured in the training periods only.
        {sealed ? ' Both stand still on the holdout, which is sealed.' : ''} Ctrl + wheel zooms, dragging moves.
      </p>
    </Panel>
  );
}
