import { type PointerEvent, useRef } from 'react';
import { FEWEST_BARS } from '../../../charts/candles/plot.ts';
import { moved, type ViewWindow } from './view-window.ts';

interface CandleOverviewProps {
  readonly window: ViewWindow;
  readonly bars: number;
  readonly onChange: (window: ViewWindow) => void;
}

/** Pixels at either end of what is in sight by which it is made longer or shorter. */
const HANDLE = 7;

/** Which part of all bars is in sight: to be dragged, by its ends too. By the keyboard the chart itself is moved. */
export function CandleOverview({ window, bars, onChange }: CandleOverviewProps) {
  const strip = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly part: 'from' | 'to' | 'both'; readonly at: number; readonly window: ViewWindow }>(null);
  const { from, to } = window;

  const barAt = (event: PointerEvent) => {
    const { left, width } = strip.current!.getBoundingClientRect();
    return ((event.clientX - left) / width) * bars;
  };
  const take = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const { left, width } = strip.current!.getBoundingClientRect();
    const x = event.clientX - left;
    const [a, b] = [(from / bars) * width, (to / bars) * width];
    const part = Math.abs(x - a) <= HANDLE && x < (a + b) / 2 ? 'from' : Math.abs(x - b) <= HANDLE ? 'to' : 'both';
    const at = barAt(event);
    // Beside it: it comes to the pointer.
    const start = part === 'both' && (x < a || x > b) ? moved(window, bars, (at - (from + to) / 2) / (to - from), 1, FEWEST_BARS) : window;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { part, at, window: start };
    onChange(start);
  };
  const drag = (event: PointerEvent) => {
    if (!grip.current) return;
    const { part, at, window: start } = grip.current;
    const by = barAt(event) - at;
    if (part === 'both') onChange(moved(start, bars, by / (start.to - start.from), 1, FEWEST_BARS));
    if (part === 'from') onChange({ from: Math.max(0, Math.min(start.to - FEWEST_BARS, start.from + by)), to: start.to });
    if (part === 'to') onChange({ from: start.from, to: Math.min(bars, Math.max(start.from + FEWEST_BARS, start.to + by)) });
  };
  const letGo = () => {
    grip.current = null;
  };
  return (
    <div
      ref={strip}
      className="candle-overview"
      aria-hidden="true"
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      <div className="in-sight" style={{ left: `${(from / bars) * 100}%`, width: `${((to - from) / bars) * 100}%` }} />
    </div>
  );
}
