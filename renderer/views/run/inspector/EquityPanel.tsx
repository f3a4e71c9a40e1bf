import { SegmentedControl } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import { drawdownChart } from '../../../charts/drawdown.ts';
import { equityChart } from '../../../charts/equity.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { decimal, percent } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';

/** Growth of the strategy beside buy and hold, and how deep it was under water. */
export function EquityPanel({ report }: { readonly report: StrategyReport }) {
  const colors = useChartColors();
  const [scale, setScale] = useState<'linear' | 'log'>('log');
  const { curve, periods } = report;
  const equity = useMemo(() => equityChart(curve, periods, scale, colors), [curve, periods, scale, colors]);
  const drawdown = useMemo(() => drawdownChart(curve, periods, colors), [curve, periods, colors]);
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
        Growth of 1 over all bars, without costs. The fitness is measured in the shaded periods only. Ctrl + wheel zooms, dragging moves.
      </p>
    </Panel>
  );
}
