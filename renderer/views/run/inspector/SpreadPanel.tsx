import { SegmentedControl } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import { histogramChart } from '../../../charts/histogram.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { count, percent } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';

const kinds = { bars: 'Held bars', trades: 'Trades', months: 'Months' } as const;
type Kind = keyof typeof kinds;

/** How the returns are spread: of the bars held, of whole trades, of months. */
export function SpreadPanel({ spread }: { readonly spread: StrategyReport['spread'] }) {
  const colors = useChartColors();
  const [kind, setKind] = useState<Kind>('bars');
  const shown = spread[kind];
  const option = useMemo(() => histogramChart(shown, kinds[kind], colors), [shown, kind, colors]);
  const number = shown.counts.reduce((sum, n) => sum + n, 0);
  return (
    <Panel
      title="Spread of returns"
      className="spread"
      actions={
        <SegmentedControl
          size="small"
          value={kind}
          onValueChange={(value) => setKind(value as Kind)}
          options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
          aria-label="Returns of"
        />
      }
    >
      {number === 0 ? (
        <p className="muted">There is nothing to count: no bar was held.</p>
      ) : (
        <>
          <Chart option={option} label={`Histogram of the returns of ${kinds[kind].toLowerCase()}`} className="histogram-chart" />
          <p className="help numbers">
            {count(number)} {kinds[kind].toLowerCase()} · mean {percent(shown.mean, 3)} · median {percent(shown.median, 3)}
          </p>
        </>
      )}
    </Panel>
  );
}
