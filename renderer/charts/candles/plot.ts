import type { CandlesView } from '../../../preload/contract.ts';

/** The fewest bars that one can zoom in to. */
export const FEWEST_BARS = 20;

/** What a picture of candles shows. The axis counts bars, so that nights and weekends take no room. */
export interface CandlePlot {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The bars [from, to) in sight; the candles may be of a longer stretch, or end within. */
  readonly from: number;
  readonly to: number;
  readonly view: CandlesView;
  readonly hasVolume: boolean;
}

const [LEFT, RIGHT, TOP, LABELS] = [64, 14, 10, 22];
const VOLUME = { height: 56, gap: 6 };

/** Where things stand, in pixels, and what the axes reach from and to. */
export interface CandleLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the prices end, and where the volumes end. */
  readonly bottom: number;
  readonly floor: number;
  readonly low: number;
  readonly high: number;
  readonly most: number;
  /** The candles [first, end) that are in sight, even in part. */
  readonly first: number;
  readonly end: number;
}

/** The place of the candle that holds a bar. */
export const placeOf = ({ start, step }: CandlesView, bar: number) =>
  Math.max(0, Math.min(start.length - 1, Math.floor((bar - (start[0] ?? 0)) / step)));

/** The middle of a candle on the axis of bars. */
export const middleOf = ({ start, step, bars }: CandlesView, i: number): number => start[i]! + Math.min(step, bars - start[i]!) / 2;

export function layoutOf({ width, height, from, to, view, hasVolume }: CandlePlot): CandleLayout {
  const floor = Math.max(TOP + 2, height - LABELS);
  const first = Math.max(0, Math.floor((from - (view.start[0] ?? 0)) / view.step));
  const end = Math.max(first, Math.min(view.start.length, Math.ceil((to - (view.start[0] ?? 0)) / view.step)));
  let [low, high, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = first; i < end; i++) {
    if (view.low[i]! < low) low = view.low[i]!;
    if (view.high[i]! > high) high = view.high[i]!;
    if (view.volume[i]! > most) most = view.volume[i]!;
  }
  // Room above and below, and some height for prices that stand still.
  const room = (high - low) * 0.05 || Math.abs(high) * 0.001 || 1;
  return {
    ...{ left: LEFT, right: Math.max(LEFT + 1, width - RIGHT), top: TOP, floor },
    bottom: hasVolume ? Math.max(TOP + 1, floor - VOLUME.height - VOLUME.gap) : floor,
    ...(first < end ? { low: low - room, high: high + room } : { low: 0, high: 1 }),
    ...{ most, first, end },
  };
}

/** From bars and prices to pixels. */
export function scalesOf({ from, to }: CandlePlot, { left, right, top, bottom, low, high }: CandleLayout) {
  const perBar = (right - left) / (to - from);
  const perPrice = (bottom - top) / (high - low);
  return {
    perBar,
    xOf: (bar: number) => left + (bar - from) * perBar,
    yOf: (price: number) => bottom - (price - low) * perPrice,
    /** The bar, with its fraction, and the price at a pixel. */
    barAt: (x: number) => from + (x - left) / perBar,
    priceAt: (y: number) => low + (bottom - y) / perPrice,
  };
}
