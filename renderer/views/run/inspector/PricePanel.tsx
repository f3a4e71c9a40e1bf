import { Button, ButtonGroup } from '@blueprintjs/core';
import { ZoomIn, ZoomOut } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import type { Sight } from '../../../charts/sight.ts';
import { spliced } from '../../../charts/spliced.ts';
import { MOST_MARKS, priceAxis, tradesChart, tradesWithin } from '../../../charts/trades.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';
import { useChartColors } from '../../../state/theme.ts';
import { ShowAll } from './ShowAll.tsx';
import { isIntraday, spansOf } from './spans.ts';
import { useSettled } from './use-settled.ts';

/** Points of the whole price, and of a stretch of it. */
const POINTS = 3_000;
interface PricePanelProps {
  readonly report: StrategyReport;
  /** What is in sight, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** The price with the trades of the strategy in it. */
export function PricePanel({ report, range, onRange }: PricePanelProps) {
  const colors = useChartColors();
  const { dataset, trades } = report;
  const whole = useQuery(query('datasets.bars', { dataset, points: POINTS }));
  const fine = useQuery({
    ...query('datasets.bars', { dataset, points: POINTS, ...(range ? { from: range[0], to: range[1] } : {}) }),
    enabled: range !== null,
    placeholderData: keepPreviousData,
  });
  const bars = useMemo(
    () => whole.data && (range && fine.data ? spliced(whole.data, fine.data) : whole.data),
    [whole.data, fine.data, range],
  );
  const full: Sight = [whole.data?.time[0] ?? 0, whole.data?.time.at(-1) ?? 0];
  const [from, to] = range ?? full;
  const visible = useMemo(() => tradesWithin(trades, from, to), [trades, from, to]);
  const many = visible[1] - visible[0] > MOST_MARKS;
  const spans = useMemo(() => spansOf(report), [report]);
  const option = useMemo(() => {
    if (!bars) return null;
    return tradesChart(bars, trades, many ? null : visible, spans, isIntraday(report), colors);
  }, [bars, trades, many, visible, spans, report, colors]);

  const follow = useSettled(full, onRange);
  const scale = (factor: number) => {
    const half = ((to - from) * factor) / 2;
    const middle = (from + to) / 2;
    const next: Sight = [Math.max(full[0], middle - half), Math.min(full[1], middle + half)];
    onRange(next[0] <= full[0] && next[1] >= full[1] ? null : next);
  };

  return (
    <Panel
      title="Price and trades"
      className="price-trades"
      actions={
        <>
          <span className="help" role="status">
            {!bars
              ? ''
              : many
                ? `${count(visible[1] - visible[0])} trades in sight: zoom in to fewer than ${MOST_MARKS} to see where they begin and end`
                : `${count(visible[1] - visible[0])} ${visible[1] - visible[0] === 1 ? 'trade' : 'trades'} in sight`}
          </span>
          <ButtonGroup variant="minimal">
            <Button
              size="small"
              icon={<ZoomIn />}
              aria-label="Zoom in on the price"
              title="Zoom in on the price"
              onClick={() => scale(0.5)}
            />
            <Button
              size="small"
              icon={<ZoomOut />}
              aria-label="Zoom out of the price"
              title="Zoom out of the price"
              disabled={range === null}
              onClick={() => scale(2)}
            />
            <ShowAll what="the whole price" range={range} onRange={onRange} />
          </ButtonGroup>
        </>
      }
    >
      {whole.error && <Failed what="The prices" error={whole.error} retry={() => whole.refetch()} />}
      {whole.isLoading && <Loading what="the prices" />}
      {bars && option && (
        <Chart
          option={option}
          label="Price with entries and exits"
          className="price-chart"
          sight={range}
          axisFor={(sight) => priceAxis(bars, colors, sight)}
          onZoom={follow}
        />
      )}
    </Panel>
  );
}
