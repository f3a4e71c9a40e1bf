import type { BarsView, TradesView } from '../../preload/contract.ts';
import { percent, price } from '../format/numbers.ts';
import { barTime } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption, YAxis } from './echarts.ts';
import { axis, base, type Span, shaded, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';
import { extentWithin, roundAxis, type Sight, wholeOf } from './sight.ts';

/** More entries and exits than this in sight hide the price that they stand at. */
export const MOST_MARKS = 150;

/** Trades [first, last) that touch a stretch of time, found by halving: they stand in its order. */
export function tradesWithin({ count, entryTime, exitTime }: TradesView, from: number, to: number): readonly [number, number] {
  const search = (times: Float64Array, isBefore: (time: number) => boolean) => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(times[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = search(exitTime, (time) => time < from);
  return [
    first,
    Math.max(
      first,
      search(entryTime, (time) => time <= to),
    ),
  ];
}

type Point = [time: number, price: number | null];
/** What the pointer is on: a point of a line, or a mark, which is named by its trade. */
interface Pointed {
  readonly seriesName: string;
  readonly data: Point | { readonly value: Point; readonly name: string };
}

/** The closes while a position is held, with a gap between one trade and the next. */
function heldLine(bars: BarsView, trades: TradesView): Point[] {
  const points: Point[] = [];
  let trade = 0;
  let last = -1;
  for (const [i, time] of bars.time.entries()) {
    while (trade < trades.count && trades.exitTime[trade]! < time) trade++;
    if (trade >= trades.count || trades.entryTime[trade]! > time) continue;
    if (last !== trade && points.length > 0) points.push([time, null]);
    last = trade;
    points.push([time, bars.close[i]!]);
  }
  return points;
}

/** The axis of the prices that are in sight. */
export function priceAxis({ time, close }: BarsView, colors: ChartColors, sight: Sight | null): YAxis {
  const { digits, ...ends } = roundAxis(extentWithin(time, [close], sight) ?? [0, 1]);
  const formatter = (v: number) => v.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return { ...axis(colors), type: 'value', ...ends, axisLabel: { ...axis(colors).axisLabel, formatter } };
}

/**
 * Closing prices, drawn strong while a position is held, with a triangle at each entry and exit.
 *
 * @param shown trades [first, last) that get one, absent when there are too many
 */
export function tradesChart(
  bars: BarsView,
  trades: TradesView,
  shown: readonly [number, number] | null,
  spans: readonly Span[],
  intraday: boolean,
  colors: ChartColors,
): ChartOption {
  const [first, last] = shown ?? [0, 0];
  const places = Array.from({ length: last - first }, (_, i) => first + i);
  const marks = (side: 'Entry' | 'Exit') => {
    const [time, prices] = side === 'Entry' ? [trades.entryTime, trades.entryPrice] : [trades.exitTime, trades.exitPrice];
    const color = side === 'Entry' ? colors.good : colors.bad;
    return {
      type: 'scatter' as const,
      name: side,
      symbol: 'triangle',
      symbolSize: 9,
      symbolRotate: side === 'Entry' ? 0 : 180,
      symbolOffset: [0, side === 'Entry' ? '70%' : '-70%'] as [number, string],
      data: places.map((i) => ({ value: [time[i]!, prices[i]!], name: String(i) })),
      itemStyle: { color, borderColor: colors.surface, borderWidth: 1 },
      z: 5,
    };
  };
  const line = (name: string, data: Point[], color: string, width: number) => ({
    type: 'line' as const,
    name,
    data,
    showSymbol: false,
    connectNulls: false,
    lineStyle: { width, color },
    itemStyle: { color },
    emphasis: { disabled: true },
  });
  const closes = Array.from(bars.time, (time, i): Point => [time, bars.close[i]!]);
  const when = (time: number) => barTime(time, intraday);
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 60, right: 14, top: 10, bottom: 24 },
    xAxis: timeAxis(colors, wholeOf(bars.time)),
    yAxis: priceAxis(bars, colors, null),
    dataZoom: [zoom],
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const points = (Array.isArray(params) ? params : [params]) as readonly unknown[] as readonly Pointed[];
        const mark = points.find(({ data }) => !Array.isArray(data));
        const at = points.find(({ data }) => Array.isArray(data))?.data as Point | undefined;
        const time = at?.[0] ?? (mark?.data as { value: Point } | undefined)?.value[0] ?? Number.NaN;
        const lines = at ? [{ name: 'Close', value: price(at[1]), color: colors.neutral }] : [];
        for (const { seriesName, data } of points) {
          if (Array.isArray(data)) continue;
          const i = Number(data.name);
          const color = seriesName === 'Entry' ? colors.good : colors.bad;
          lines.push({ name: `${seriesName} of trade ${i + 1}`, value: price(data.value[1]), color });
          if (seriesName === 'Exit') lines.push({ name: 'Its return', value: percent(trades.return[i], 2), color });
        }
        return tooltipHtml(when(time), lines);
      },
    },
    series: [
      { ...line('Close', closes, colors.neutral, 1), markArea: shaded(colors, spans) },
      line('Held', heldLine(bars, trades), colors.accent, 2),
      marks('Entry'),
      marks('Exit'),
    ],
  };
}
