import { SegmentedControl } from '@blueprintjs/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CurveView, StrategyReport } from '../../../../preload/contract.ts';
import { drawdownAxis, drawdownChart } from '../../../charts/drawdown.ts';
import { equityAxis, equityChart } from '../../../charts/equity.ts';
import { type Sight, wholeOf } from '../../../charts/sight.ts';
import { spliced } from '../../../charts/spliced.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { decimal, percent } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';
import { useChartColors } from '../../../state/theme.ts';
import { ShowAll } from './ShowAll.tsx';
import type { StrategySource } from './source.ts';
import { spansOf } from './spans.ts';
import { useSettled } from './use-settled.ts';

interface EquityPanelProps {
  readonly report: StrategyReport;
  readonly source: StrategySource;
  /** What is in sight, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** Growth of the strategy beside buy and hold, and how deep it was under water. */
export function EquityPanel({ report, source, range, onRange }: EquityPanelProps) {
  const colors = useChartColors();
  const [scale, setScale] = useState<'linear' | 'log'>('log');
  const curve = useCurve(report, source, range);
  const spans = useMemo(() => spansOf(report), [report]);
  const equity = useMemo(() => equityChart(curve, spans, scale, colors), [curve, spans, scale, colors]);
  const drawdown = useMemo(() => drawdownChart(curve, spans, colors), [curve, spans, colors]);
  const follow = useSettled(wholeOf(curve.time), onRange);
  const deepest = report.curve.drawdown.reduce((most, d) => Math.max(most, d), 0);
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
          <ShowAll what="the whole equity" range={range} onRange={onRange} />
        </>
      }
    >
      <Chart
        option={equity}
        label="Equity of the strategy against buy and hold"
        className="equity-chart"
        group="strategy"
        sight={range}
        axisFor={(sight) => equityAxis(curve, scale, colors, sight)}
        onZoom={follow}
      />
      <Chart
        option={drawdown}
        label="Drawdown of the strategy"
        className="drawdown-chart"
        group="strategy"
        sight={range}
        axisFor={(sight) => drawdownAxis(curve, colors, sight)}
      />
      <p className="help">
        Growth of 1 over all bars, without costs. The fitness is measured in the training periods only.
        {report.sealed.length > 0 ? ' Both stand still on the holdout, which is sealed.' : ''} Ctrl + wheel zooms, dragging moves.
      </p>
    </Panel>
  );
}

/** The curve of the report; of long data what is in sight has as many points as the whole has else. */
function useCurve(report: StrategyReport, source: StrategySource, range: Sight | null): CurveView {
  const [from, to] = range ?? [0, 0];
  const fine = useQuery({
    ...query('strategies.curve', { of: { ...source, strategy: report.strategy }, from, to }),
    enabled: range !== null && !report.everyBar,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return useMemo(() => (range && fine.data ? spliced(report.curve, fine.data) : report.curve), [report.curve, fine.data, range]);
}
