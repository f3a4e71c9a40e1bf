import { SegmentedControl } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import { rollingAxis, rollingChart } from '../../../charts/rolling.ts';
import { type Sight, wholeOf } from '../../../charts/sight.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';
import { ShowAll } from './ShowAll.tsx';
import { calendarUnit, spansOf } from './spans.ts';
import { useSettled } from './use-settled.ts';

interface RollingPanelProps {
  readonly report: StrategyReport;
  /** What is in sight, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** The Sharpe ratio of the last quarter, half or whole year at each moment: whether the edge lasted. */
export function RollingPanel({ report, range, onRange }: RollingPanelProps) {
  const colors = useChartColors();
  const { rolling, calendar } = report;
  const [length, setLength] = useState(String(rolling.at(-1)?.length ?? 0));
  const chosen = rolling.find((one) => String(one.length) === length) ?? rolling[0];
  const spans = useMemo(() => spansOf(report), [report]);
  const option = useMemo(() => chosen && rollingChart(chosen, spans, colors), [chosen, spans, colors]);
  const follow = useSettled(chosen ? wholeOf(chosen.time) : [0, 0], onRange);
  const unit = calendarUnit(report);
  return (
    <Panel
      title="Rolling Sharpe ratio"
      unit="a year"
      className="rolling"
      actions={
        <>
          <SegmentedControl
            size="small"
            value={length}
            onValueChange={setLength}
            options={rolling.map((one) => ({ value: String(one.length), label: `${one.length} ${unit}` }))}
            aria-label="Over the last"
          />
          <ShowAll what="all of the ratio" range={range} onRange={onRange} />
        </>
      }
    >
      {chosen?.sharpe.some((value) => !Number.isNaN(value)) ? (
        <Chart
          option={option!}
          label={`Sharpe ratio of the last ${length} ${unit}`}
          className="rolling-chart"
          sight={range}
          axisFor={(sight) => rollingAxis(chosen, colors, sight)}
          onZoom={follow}
        />
      ) : (
        <p className="muted">There is none: fewer {unit} than that, or nothing that deviates.</p>
      )}
      <p className="help">
        Mean over sample deviation of the returns of all {unit}, flat ones counting as 0, times √{count(calendar.perYear)}.
      </p>
    </Panel>
  );
}
