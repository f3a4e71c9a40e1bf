import type { CandlesView } from '../../../../preload/contract.ts';

/** The bars [from, to) that a chart shows. */
export interface ViewWindow {
  readonly from: number;
  readonly to: number;
}

/** Pixels that a candle takes at the least. */
const CANDLE = 6;

/**
 * What to ask main for: the window and at least half as much to either side, so that there is something to show while it is
 * moved. Stretches begin and end at multiples of a power of two, and are the same again when one comes back.
 *
 * @param width of the chart in pixels: a candle takes a few of them
 */
export function wanted({ from, to }: ViewWindow, bars: number, width: number) {
  const span = Math.max(1, to - from);
  const step = 2 ** Math.max(0, Math.ceil(Math.log2((span * CANDLE) / width)));
  const block = Math.max(step, 2 ** Math.ceil(Math.log2(span)) / 2);
  const first = Math.max(0, (Math.floor(from / block) - 1) * block);
  const last = Math.min(bars, (Math.ceil(to / block) + 1) * block);
  return { from: first, to: last, count: Math.max(1, Math.ceil((last - first) / step)) };
}

/**
 * The window moved and resized within the data.
 *
 * @param by shares of its width
 * @param factor 0.5 shows half as much
 * @param about the place in the window that stays where it is when it is resized, from 0 to 1
 */
export function moved({ from, to }: ViewWindow, bars: number, by: number, factor: number, fewest: number, about = 0.5): ViewWindow {
  const span = Math.min(bars, Math.max(Math.min(fewest, bars), (to - from) * factor));
  const fixed = from + (by + about) * (to - from);
  const first = Math.max(0, Math.min(bars - span, fixed - about * span));
  return { from: first, to: first + span };
}

/** Whether the candles reach from one end of the window to the other. */
export const covers = ({ start, step, bars }: CandlesView, { from, to }: ViewWindow): boolean =>
  start.length > 0 && start[0]! <= Math.max(0, from) && start.at(-1)! + step >= Math.min(bars, to);
