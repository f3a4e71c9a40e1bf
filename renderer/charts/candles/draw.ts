import type { ChartColors } from '../colors.ts';
import { FONT } from '../parts.ts';
import { ticks } from '../ticks.ts';
import { firstFrom, timeTicks } from '../time-ticks.ts';
import { type CandleLayout, type CandlePlot, layoutOf, middleOf, placeOf, scalesOf } from './plot.ts';

/** Where the pointer is, in pixels of the picture. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
}

/** The share of its room that a candle takes, and how wide it gets at the most. */
const [SHARE, WIDEST] = [0.7, 16];

/**
 * Draws candles over the volume traded, with axes, dashed lines at gaps and what the pointer is on. All of it anew each time,
 * which takes a millisecond or two: a chart library that prepares axes, series and tooltips for each turn of the wheel takes
 * longer than a frame.
 */
export function drawCandles(context: CanvasRenderingContext2D, plot: CandlePlot, colors: ChartColors, pointed: Pointed | null): void {
  const layout = layoutOf(plot);
  context.clearRect(0, 0, plot.width, plot.height);
  context.font = `11px ${FONT}`;
  context.lineWidth = 1;
  drawPriceAxis(context, plot, layout, colors);
  drawTimes(context, plot, layout, colors);
  context.save();
  context.beginPath();
  context.rect(layout.left, 0, layout.right - layout.left, plot.height);
  context.clip();
  drawBodies(context, plot, layout, colors);
  drawGaps(context, plot, layout, colors);
  context.restore();
  context.strokeStyle = colors.border;
  line(context, layout.left - 0.5, layout.top, layout.left - 0.5, layout.floor);
  line(context, layout.left, layout.floor + 0.5, layout.right, layout.floor + 0.5);
  if (pointed) drawPointed(context, plot, layout, colors, pointed);
}

function drawBodies(context: CanvasRenderingContext2D, plot: CandlePlot, layout: CandleLayout, colors: ChartColors): void {
  const { view, hasVolume } = plot;
  const { xOf, yOf, perBar } = scalesOf(plot, layout);
  const width = Math.max(1, Math.min(WIDEST, Math.floor(perBar * view.step * SHARE)));
  // One colour after the other: to change it costs more than to draw a candle.
  for (const falls of [false, true]) {
    context.fillStyle = falls ? colors.bad : colors.good;
    for (let i = layout.first; i < layout.end; i++) {
      if (view.close[i]! < view.open[i]! !== falls) continue;
      const x = Math.round(xOf(middleOf(view, i)) - width / 2);
      const [open, close] = [Math.round(yOf(view.open[i]!)), Math.round(yOf(view.close[i]!))];
      const high = Math.round(yOf(view.high[i]!));
      context.fillRect(x + (width >> 1), high, 1, Math.max(1, Math.round(yOf(view.low[i]!)) - high));
      if (width > 1) context.fillRect(x, Math.min(open, close), width, Math.max(1, Math.abs(open - close)));
    }
  }
  if (!hasVolume || layout.most === 0) return;
  context.fillStyle = colors.neutral;
  const most = layout.floor - layout.bottom - 6;
  for (let i = layout.first; i < layout.end; i++) {
    const height = Math.round((view.volume[i]! / layout.most) * most);
    context.fillRect(Math.round(xOf(middleOf(view, i)) - width / 2), layout.floor - height, width, height);
  }
}

function drawGaps(context: CanvasRenderingContext2D, plot: CandlePlot, layout: CandleLayout, colors: ChartColors): void {
  const { xOf } = scalesOf(plot, layout);
  context.strokeStyle = colors.highlight;
  context.setLineDash([4, 4]);
  for (const { after } of plot.view.gaps) {
    if (after < plot.from - 1 || after > plot.to) continue;
    const x = Math.round(xOf(after + 1)) + 0.5;
    line(context, x, layout.top, x, layout.bottom);
  }
  context.setLineDash([]);
}

function drawPriceAxis(context: CanvasRenderingContext2D, plot: CandlePlot, layout: CandleLayout, colors: ChartColors): void {
  const { yOf } = scalesOf(plot, layout);
  context.strokeStyle = colors.grid;
  context.fillStyle = colors.muted;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const marks = ticks(layout.low, layout.high, (layout.bottom - layout.top) / 64);
  const text = priceLabel(marks);
  for (const price of marks) {
    const y = Math.round(yOf(price)) + 0.5;
    line(context, layout.left, y, layout.right, y);
    context.fillText(text(price), layout.left - 8, y);
  }
  if (!plot.hasVolume || layout.most === 0) return;
  context.fillText(short.format(layout.most), layout.left - 8, layout.bottom + 12);
  context.fillText('0', layout.left - 8, layout.floor - 5);
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** As many digits as tell these prices from each other. */
function priceLabel(prices: readonly number[]): (price: number) => string {
  const step = prices.length > 1 ? prices[1]! - prices[0]! : 1;
  const digits = Math.max(0, Math.min(10, Math.ceil(-Math.log10(step) - 1e-9)));
  return (price) => price.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Room from one moment on the axis to the next, and between two texts at the least. */
const [MOMENT, APART] = [84, 10];

/** Moments of the calendar at the candles that they begin with: nights and weekends take no room, so some may meet. */
function drawTimes(context: CanvasRenderingContext2D, plot: CandlePlot, layout: CandleLayout, colors: ChartColors): void {
  const { view } = plot;
  if (layout.first >= layout.end) return;
  const { xOf } = scalesOf(plot, layout);
  context.fillStyle = colors.muted;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  const sight = [view.time[layout.first]!, view.time[layout.end - 1]!] as const;
  let free = layout.left - APART;
  for (const { time, text } of timeTicks(sight, Math.floor((layout.right - layout.left) / MOMENT))) {
    const x = xOf(middleOf(view, firstFrom(view.time, time)));
    const half = context.measureText(text).width / 2;
    if (x - half < free || x + half > plot.width) continue;
    context.fillText(text, x, layout.floor + 7);
    free = x + half + APART;
  }
}

/** A cross at the candle and the price that the pointer is on, with the price beside the axis. */
function drawPointed(
  context: CanvasRenderingContext2D,
  plot: CandlePlot,
  layout: CandleLayout,
  colors: ChartColors,
  { x, y }: Pointed,
): void {
  const { left, right, top, bottom, floor } = layout;
  if (x < left || x > right || y < top || y > floor) return;
  const { xOf, barAt, priceAt } = scalesOf(plot, layout);
  const middle = Math.round(xOf(middleOf(plot.view, placeOf(plot.view, barAt(x))))) + 0.5;
  context.strokeStyle = colors.muted;
  line(context, middle, top, middle, floor);
  if (y > bottom) return;
  context.setLineDash([3, 3]);
  line(context, left, Math.round(y) + 0.5, right, Math.round(y) + 0.5);
  context.setLineDash([]);
  const step = (layout.high - layout.low) / 1000;
  const text = priceLabel([0, step])(priceAt(y));
  context.fillStyle = colors.text;
  context.fillRect(0, y - 9, left - 2, 18);
  context.fillStyle = colors.surface;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillText(text, left - 8, y);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
