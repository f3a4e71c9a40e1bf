import type { CandlesView } from '../../preload/contract.ts';
import { barTime, priceText } from '../format/bars.ts';
import { count } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, pointed, type Span, shaded, tooltip, tooltipHtml } from './parts.ts';
import { wholeOf } from './sight.ts';
import { firstFrom, timeTicks } from './time-ticks.ts';

/** What lies around the picture itself, in pixels: what is laid over it has to know. */
export const priceMargins = { left: 60, right: 14, top: 10, bottom: 24 } as const;

/**
 * Closing prices of a whole data set with the periods of the experiment shaded. The axis counts bars, as periods do; its
 * labels are their dates.
 *
 * @param view the whole data set as candles
 * @param spans periods by their bars [from, to)
 * @param barSize milliseconds between two bars
 */
export function priceChart(view: CandlesView, spans: readonly Span[], barSize: number, colors: ChartColors): ChartOption {
  const { bars, step, time, close } = view;
  const at = (bar: number) => Math.max(0, Math.min(time.length - 1, Math.floor(bar / step)));
  const marks = timeTicks(wholeOf(time));
  const texts = new Map(marks.map(({ time: mark, text }) => [firstFrom(time, mark) * step, text]));
  const last = (i: number) => Math.min(bars, (i + 1) * step) - 1;
  return {
    ...base(colors),
    // Long labels would make it narrower otherwise, and what is laid over it would stand beside its bars.
    grid: { ...priceMargins, outerBoundsMode: 'none' },
    xAxis: {
      ...axis(colors),
      type: 'value',
      min: 0,
      max: bars,
      splitLine: { show: false },
      axisLabel: { ...axis(colors).axisLabel, customValues: [...texts.keys()], formatter: (bar: number) => texts.get(bar) ?? '' },
    },
    yAxis: {
      ...axis(colors),
      type: 'value',
      scale: true,
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => v.toLocaleString('en-US') },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const [bar, value] = pointed(params)[0]?.value ?? [];
        const i = at(bar ?? 0);
        return tooltipHtml(barTime(time[i]!, barSize), [
          { name: 'Close', value: priceText(value), color: colors.accent },
          { name: 'Bar', value: count(bar) },
        ]);
      },
    },
    series: [
      {
        type: 'line',
        name: 'Close',
        data: Array.from(close, (value, i) => [last(i), value]),
        showSymbol: false,
        lineStyle: { width: 1.25, color: colors.accent },
        itemStyle: { color: colors.accent },
        markArea: shaded(colors, spans, bars),
      },
    ],
  };
}
