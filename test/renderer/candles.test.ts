import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOver } from '../../main/market/bars.ts';
import { candles } from '../../main/market/candles.ts';
import { layoutOf, middleOf, placeOf, scalesOf } from '../../renderer/charts/candles/plot.ts';
import { covers, moved, wanted } from '../../renderer/views/data/chart/view-window.ts';

const BARS = 5_000;
const bars = barsOver(new ArrayBuffer(BARS * 48), BARS);
for (let t = 0; t < BARS; t++) {
  bars.time[t] = t * 60_000;
  bars.open[t] = 100 + 10 * Math.sin(t / 300);
  bars.close[t] = 100 + 10 * Math.sin((t + 1) / 300);
  bars.high[t] = bars.open[t]! + 1 + (t % 7);
  bars.low[t] = bars.open[t]! - 1 - (t % 5);
  bars.volume[t] = t % 11;
}
const viewOf = (asked: ReturnType<typeof wanted>) => ({ bars: BARS, ...candles(bars, asked.from, asked.to, asked.count), gaps: [] });

const window = fc
  .record({ from: fc.double({ min: 0, max: BARS - 20, noNaN: true }), span: fc.double({ min: 20, max: BARS, noNaN: true }) })
  .map(({ from, span }) => ({ from, to: Math.min(BARS, from + span) }));
const width = fc.integer({ min: 300, max: 2_500 });

describe('the candles that are asked for', () => {
  it('cover the window with half as much to either side, and are neither too many nor too few', () => {
    fc.assert(
      fc.property(window, width, (shown, pixels) => {
        const view = viewOf(wanted(shown, BARS, pixels));
        const span = shown.to - shown.from;
        const around = { from: Math.max(0, shown.from - span / 2), to: Math.min(BARS, shown.to + span / 2) };
        expect(covers(view, around)).toBe(true);
        const each = (pixels * view.step) / span;
        expect(each).toBeGreaterThanOrEqual(5.99);
        if (view.step > 1) expect(each).toBeLessThanOrEqual(12.01);
      }),
      { seed: 11 },
    );
  });

  it('are the same again after a small move, and for every place within a block', () => {
    const asked = (from: number) => wanted({ from, to: from + 600 }, BARS, 1_000);
    expect(asked(1_100)).toEqual(asked(1_101));
    expect(new Set(Array.from({ length: 1_024 }, (_, i) => JSON.stringify(asked(1_024 + i)))).size).toBeLessThanOrEqual(6);
  });
});

describe('a window', () => {
  it('is resized about the place under the pointer, and stays within the data', () => {
    fc.assert(
      fc.property(
        window,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (shown, about, factor) => {
          const next = moved(shown, BARS, 0, factor, 20, about);
          expect(next.from).toBeGreaterThanOrEqual(0);
          expect(next.to).toBeLessThanOrEqual(BARS + 1e-9);
          const at = (one: typeof shown) => one.from + about * (one.to - one.from);
          if (next.from > 0 && next.to < BARS) expect(at(next)).toBeCloseTo(at(shown), 6);
        },
      ),
      { seed: 12 },
    );
  });
});

describe('a picture of candles', () => {
  it('has every candle in sight between its lowest and its highest price, and the prices between the axes', () => {
    fc.assert(
      fc.property(window, width, (shown, pixels) => {
        const view = viewOf(wanted(shown, BARS, pixels));
        const plot = { ...shown, width: pixels, height: 400, view, hasVolume: true };
        const layout = layoutOf(plot);
        const { xOf, yOf, barAt, priceAt } = scalesOf(plot, layout);
        expect(layout.end).toBeGreaterThan(layout.first);
        for (let i = layout.first; i < layout.end; i++) {
          expect(yOf(view.high[i]!)).toBeGreaterThan(layout.top);
          expect(yOf(view.low[i]!)).toBeLessThan(layout.bottom);
          expect(view.volume[i]!).toBeLessThanOrEqual(layout.most);
          expect(placeOf(view, barAt(xOf(middleOf(view, i))))).toBe(i);
          expect(yOf(priceAt(yOf(view.close[i]!)))).toBeCloseTo(yOf(view.close[i]!), 6);
        }
        // Those beside them are out of sight.
        if (layout.first > 0) expect(xOf(view.start[layout.first]!)).toBeLessThanOrEqual(layout.left + 1e-6);
      }),
      { seed: 13 },
    );
  });
});
