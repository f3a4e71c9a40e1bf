import { useMemo } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import { type OverlaidCurve, overlayAxis, overlayChart, wholeOfAll } from '../../../charts/overlay.ts';
import type { Sight } from '../../../charts/sight.ts';
import { Chart } from '../../../components/Chart.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { periodMetrics } from '../../../format/period-metrics.ts';
import { useChartColors } from '../../../state/theme.ts';
import { besideColumns } from './beside.tsx';
import { ShowAll } from './ShowAll.tsx';
import { spansOf } from './spans.ts';
import { useSettled } from './use-settled.ts';

interface BesidePanelProps {
  readonly original: StrategyReport;
  readonly edited: StrategyReport;
  /** What is in sight, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** A rule beside what it was before: both curves, and every metric with its difference. */
export function BesidePanel({ original, edited, range, onRange }: BesidePanelProps) {
  const colors = useChartColors();
  const curves = useMemo(
    (): OverlaidCurve[] => [
      { name: 'Buy and hold', color: 'neutral', time: original.curve.time, equity: original.curve.buyAndHold },
      { name: 'Original', color: 'accent', time: original.curve.time, equity: original.curve.equity },
      { name: 'Edited', color: 'highlight', time: edited.curve.time, equity: edited.curve.equity },
    ],
    [original, edited],
  );
  const option = useMemo(() => overlayChart(curves, spansOf(original), colors), [curves, original, colors]);
  const follow = useSettled(wholeOfAll(curves), onRange);
  const columns = useMemo(
    () =>
      besideColumns([
        { key: 'original', name: 'Original', report: original },
        { key: 'edited', name: 'Edited', report: edited },
      ]),
    [original, edited],
  );
  return (
    <Panel
      title="Edited beside the original"
      className="beside"
      actions={
        <>
          <ul className="legend">
            {(['accent', 'highlight', 'neutral'] as const).map((color, i) => (
              <li key={color}>
                <span className={`swatch ${color}`} aria-hidden="true" />
                <span className="muted">{['Original', 'Edited', 'Buy and hold'][i]}</span>
              </li>
            ))}
          </ul>
          <ShowAll what="all of both" range={range} onRange={onRange} />
        </>
      }
    >
      <Chart
        option={option}
        label="Equity of the edited and the original strategy"
        className="equity-chart"
        sight={range}
        axisFor={(sight) => overlayAxis(curves, colors, sight)}
        onZoom={follow}
      />
      <DataTable label="Edited beside the original" columns={columns} rows={periodMetrics} rowKey={(metric) => metric.key} minWidth={640} />
    </Panel>
  );
}
