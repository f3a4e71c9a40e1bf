import type { CandlesView } from '../../../../preload/contract.ts';
import { placeOf } from '../../../charts/candles/plot.ts';
import { barTime, priceText } from '../../../format/bars.ts';
import { count } from '../../../format/numbers.ts';

interface CandleReadoutProps {
  readonly view: CandlesView;
  /** The bar that is pointed at. */
  readonly bar: number;
  readonly barSize: number;
}

/** What the candle under the pointer says. */
export function CandleReadout({ view, bar, barSize }: CandleReadoutProps) {
  const { start, step, bars, time, open, high, low, close, volume, gaps } = view;
  if (start.length === 0) return null;
  const i = placeOf(view, bar);
  const held = Math.min(start[i]! + step, bars) - start[i]!;
  const gap = gaps.find(({ after }) => after >= start[i]! && after < start[i]! + step);
  const tone = close[i]! < open[i]! ? 'loss' : 'gain';
  return (
    <p className="candle-readout">
      <span>
        {barTime(time[i]!, barSize)}
        {held > 1 && `, ${count(held)} bars`}
      </span>
      <span>
        <span className="muted">Open</span> {priceText(open[i])}
      </span>
      <span>
        <span className="muted">High</span> {priceText(high[i])}
      </span>
      <span>
        <span className="muted">Low</span> {priceText(low[i])}
      </span>
      <span>
        <span className="muted">Close</span> <span className={tone}>{priceText(close[i])}</span>
      </span>
      {volume[i]! > 0 && (
        <span>
          <span className="muted">Volume</span> {count(volume[i])}
        </span>
      )}
      {gap && <span className="muted">Then a gap until {barTime(gap.to, barSize)}</span>}
    </p>
  );
}
