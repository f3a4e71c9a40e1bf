import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bars, barColumns, barsOver } from '../../main/market/bars.ts';
import { barSize, barsPerYear, DAY, HOUR, MINUTE } from '../../main/market/calendar.ts';
import { TimeframeError } from '../../main/market/errors.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import { latestKnown, periodsOn, type Resampled, reach, resample } from '../../main/market/resample.ts';
import { type SessionRule, sessionRule, sessions } from '../../main/market/sessions.ts';
import { parseTimeframe } from '../../main/market/timeframe.ts';

const sp500 = importCsv(readFileSync(new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url), 'utf8')).bars;

const at = (text: string) => Date.parse(`${text}Z`);
const texts = (times: ArrayLike<number>) => Array.from(times, (t) => new Date(t).toISOString().slice(0, 16));

/** Bars at these times, with prices and volumes that tell them apart. */
function barsAt(times: readonly number[]): Bars {
  const bars = barsOver(new ArrayBuffer(times.length * 48), times.length);
  times.forEach((time, i) => {
    const wave = Math.sin(i * 1.7) * 10 + 100;
    for (const [k, value] of [time, wave, wave + 2 + (i % 3), wave - 1 - (i % 5), wave + (i % 2), i + 1].entries()) {
      bars[barColumns[k]!][i] = value;
    }
  });
  return bars;
}

/** The first `length` bars, as they were when no more were there. */
function upTo(bars: Bars, length: number): Bars {
  const cut = barsOver(new ArrayBuffer(length * 48), length);
  for (const name of barColumns) cut[name].set(bars[name].subarray(0, length));
  return cut;
}

/** Days of a stock exchange: so many bars from 14:30 on, on weekdays. */
function stockDays(first: string, days: number, perDay: number, step: number): number[] {
  return Array.from({ length: days }, (_, d) => at(`${first}T14:30`) + d * DAY)
    .filter((open) => new Date(open).getUTCDay() % 6 !== 0)
    .flatMap((open) => Array.from({ length: perDay }, (_, i) => open + i * step));
}

const steady = (first: string, length: number, step: number) => Array.from({ length }, (_, i) => at(first) + i * step);
const row = ({ bars }: Resampled, i: number) => barColumns.slice(1).map((name) => bars[name].at(i));
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

describe('the S&P 500, daily, as a program in Python puts it together', () => {
  it('to weeks', () => {
    const weeks = resample(sp500, '1w');
    expect(weeks.bars.length).toBe(1058);
    expect(row(weeks, 0)).toEqual([1469.25, 1478, 1377.680054, 1441.469971, 5343800000]);
    // The week of 11 September 2001 had one day.
    expect(row(weeks, 88)).toEqual([1085.780029, 1096.939941, 1073.150024, 1092.540039, 1276600000]);
    expect(row(weeks, -1)).toEqual([2578.280029, 2818.570068, 2574.570068, 2789.820068, 27169090000]);
    const sums = [1686187.221303001, 1709960.9307319988, 1659831.7120230014, 1687632.9610569994, 15923082030000.0];
    for (const [k, name] of barColumns.slice(1).entries()) expect(sum(weeks.bars[name])).toBeCloseTo(sums[k]!, 5);
    // The last days of the data end on a Friday: no bar says that the week is over.
    expect(texts(weeks.bars.time.subarray(-1))).toEqual(['2020-04-06T00:00']);
  });

  it('to months, without the first: it may have begun before the data', () => {
    const months = resample(sp500, '1M');
    expect(months.bars.length).toBe(242);
    expect(row(months, 19)).toEqual([1133.579956, 1155.400024, 944.75, 1040.939941, 25025290000]);
    expect(row(months, -1)).toEqual([2974.280029, 3136.719971, 2191.860107, 2584.590088, 161801100000]);
    const sums = [385108.1385479999, 396773.5206849999, 371325.0100639999, 386063.9598369999, 15855928460000.0];
    for (const [k, name] of barColumns.slice(1).entries()) expect(sum(months.bars[name])).toBeCloseTo(sums[k]!, 5);
  });
});

describe('bars within a day', () => {
  it('are anchored at the start of the session; the last one of a session may be shorter', () => {
    // Two weekdays, 6.5 hours in bars of 30 minutes, after a day of which only the end is there.
    const times = [at('2024-03-04T20:30'), ...stockDays('2024-03-05', 2, 13, 30 * MINUTE)];
    const hours = resample(barsAt(times), '1h');
    expect(texts(hours.bars.time).map((t) => t.slice(8))).toEqual([
      ...['05T14:30', '05T15:30', '05T16:30', '05T17:30', '05T18:30', '05T19:30', '05T20:30'],
      ...['06T14:30', '06T15:30', '06T16:30', '06T17:30', '06T18:30', '06T19:30'],
    ]);
    expect([hours.from[0], hours.to[0], hours.from[6], hours.to[6]]).toEqual([1, 3, 13, 14]);
    // A full hour is known at its last bar, the half hour at the end of the session only when the next one has begun.
    expect([hours.knownAt[0], hours.knownAt[6], hours.knownAt[7]]).toEqual([2, 14, 15]);
  });

  it('have first, highest, lowest, last and sum, by hand', () => {
    const bars = barsAt(steady('2024-03-05T00:00', 6, 5 * MINUTE));
    bars.open.set([1, 2, 3, 4, 5, 6]);
    bars.high.set([5, 9, 7, 4, 8, 6]);
    bars.low.set([1, 2, 0.5, 3, 4, 5]);
    bars.close.set([2, 3, 4, 5, 6, 5.5]);
    bars.volume.set([10, 20, 30, 1, 2, 3]);
    const quarters = resample(bars, '15m', { sessions: { by: 'day', offset: 0 } });
    expect([row(quarters, 0), row(quarters, 1)]).toEqual([
      [1, 9, 0.5, 4, 60],
      [4, 8, 3, 5.5, 6],
    ]);
    expect([...latestKnown(quarters, 6)]).toEqual([-1, -1, 0, 0, 0, 1]);
  });

  it('that do not fill a session evenly end with it', () => {
    const fives = resample(barsAt(steady('2024-03-05T00:00', 30, HOUR)), '5h', { sessions: { by: 'day', offset: 0 } });
    expect([...fives.from]).toEqual([0, 5, 10, 15, 20, 24]);
    expect([...fives.knownAt]).toEqual([4, 9, 14, 19, 23, 28]);
  });

  it('that begin or end amid a larger bar are left out', () => {
    const minutes = (first: string, length: number) =>
      texts(resample(barsAt(steady(first, length, MINUTE)), '5m', { sessions: { by: 'day', offset: 0 } }).bars.time);
    expect(minutes('2024-03-05T10:02', 12)).toEqual(['2024-03-05T10:05']);
    expect(minutes('2024-03-05T10:05', 10)).toEqual(['2024-03-05T10:05', '2024-03-05T10:10']);
    expect(minutes('2024-03-05T10:05', 9)).toEqual(['2024-03-05T10:05']);
    expect(minutes('2024-03-05T10:06', 4)).toEqual([]);
  });

  it('are put together to days and weeks by session, also when it starts the evening before', () => {
    // Currencies: Sunday 22:00 to Friday 22:00 UTC.
    const hours = steady('2024-03-03T22:00', 24 * 21, HOUR).filter((t) => new Date(t + 2 * HOUR).getUTCDay() % 6 !== 0);
    const rule: SessionRule = { by: 'day', offset: -2 * HOUR };
    const days = resample(barsAt(hours), '1d', { sessions: rule });
    expect(days.bars.length).toBe(15);
    expect(
      texts(days.bars.time)
        .slice(0, 6)
        .map((t) => t.slice(5)),
    ).toEqual(['03-03T22:00', '03-04T22:00', '03-05T22:00', '03-06T22:00', '03-07T22:00', '03-10T22:00']);
    expect(texts(resample(barsAt(hours), '1w', { sessions: rule }).bars.time).map((t) => t.slice(5))).toEqual([
      '03-03T22:00',
      '03-10T22:00',
    ]);
    // By gap the first session is left out, here the Friday before the first week.
    const byGap = resample(barsAt(stockDays('2024-03-01', 30, 7, HOUR)), '1w');
    expect(texts(byGap.bars.time).map((t) => t.slice(5))).toEqual(['03-04T14:30', '03-11T14:30', '03-18T14:30']);
  });

  it('are put together by session where futures trade around the clock but for an hour, and summer time moves it', () => {
    // 17:00 to 16:00 of Chicago, Sunday to Friday.
    const opens = Array.from({ length: 28 }, (_, d) => at('2024-02-25T23:00') + d * DAY).filter((t) => new Date(t).getUTCDay() < 5);
    const shifted = opens.map((t) => (t < at('2024-03-10T12:00') ? t : t - HOUR));
    const bars = barsAt(shifted.flatMap((open) => Array.from({ length: 23 }, (_, i) => open + i * HOUR)));
    expect(sessionRule(bars.time).by).toBe('gap');
    const days = resample(bars, '1d');
    expect(texts(days.bars.time)).toEqual(texts(shifted.slice(1, -1)));
    expect([...days.to].map((to, i) => to - days.from[i]!)).toEqual(shifted.slice(1, -1).map(() => 23));
    expect(texts(resample(bars, '1w').bars.time)).toEqual(['2024-03-03T23:00', '2024-03-10T22:00']);
    // Lunch is no end of a session where there is a night, and gaps all day long are none either.
    const lunch = stockDays('2024-03-04', 20, 13, 30 * MINUTE).filter((t) => !['16:30', '17:00'].includes(texts([t])[0]!.slice(11)));
    expect(sessionRule(Float64Array.from(lunch))).toEqual({ by: 'gap', gap: 3 * HOUR });
    const illiquid = steady('2024-03-04T00:00', 2_000, 30 * MINUTE).filter((_, i) => i % 11 > 3);
    expect(sessionRule(Float64Array.from(illiquid))).toEqual({ by: 'day', offset: 0 });
  });

  it('follow summer time when sessions are found by their gaps', () => {
    const winter = stockDays('2024-03-07', 2, 7, HOUR);
    const summer = stockDays('2024-03-11', 3, 7, HOUR).map((t) => t - HOUR);
    const bars = barsAt([...winter, ...summer]);
    expect(sessionRule(bars.time)).toEqual({ by: 'gap', gap: 3 * HOUR });
    expect(
      texts(resample(bars, '2h').bars.time)
        .map((t) => t.slice(8))
        .filter((_, i) => i % 4 === 0),
    ).toEqual([...['08T14:30', '11T13:30', '12T13:30', '13T13:30']]);
  });
});

describe('no look-ahead', () => {
  const rules: SessionRule[] = [
    { by: 'day', offset: 0 },
    { by: 'day', offset: -2 * HOUR },
    { by: 'gap', gap: 3 * HOUR },
  ];
  const steps = [MINUTE, MINUTE, MINUTE, 2 * MINUTE, 5 * MINUTE, HOUR, 4 * HOUR, 20 * HOUR, 65 * HOUR];
  const times = fc
    .tuple(fc.integer({ min: 0, max: 20_000 }), fc.array(fc.constantFrom(...steps), { minLength: 2, maxLength: 60 }))
    .map(([start, list]) => {
      const all = [at('2024-03-01T00:00') + start * MINUTE];
      for (const step of list) all.push(all.at(-1)! + step);
      return all;
    });

  it('what is known at a bar is the same when the data ends there', () => {
    fc.assert(
      fc.property(times, fc.constantFrom('2m', '5m', '1h', '4h', '1d', '1w', '1M'), fc.constantFrom(...rules), (list, timeframe, rule) => {
        const bars = barsAt(list);
        const options = { sessions: rule, barSize: MINUTE };
        const full = resample(bars, timeframe, options);
        const known = latestKnown(full, bars.length);
        for (let length = 1; length <= bars.length; length++) {
          const then = resample(upTo(bars, length), timeframe, options);
          expect(then.bars.length - 1).toBe(known[length - 1]);
          for (const name of barColumns) expect(then.bars[name]).toEqual(full.bars[name].slice(0, then.bars.length));
        }
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('larger bars are made of all base bars between the first and the last, each of one, and are known after they end', () => {
    fc.assert(
      fc.property(times, fc.constantFrom('2m', '5m', '1h', '1d', '1w'), fc.constantFrom(...rules), (list, timeframe, rule) => {
        const { bars, from, to, knownAt } = resample(barsAt(list), timeframe, { sessions: rule, barSize: MINUTE });
        const volume = Float64Array.from(list, (_, i) => i + 1);
        for (let i = 0; i < bars.length; i++) {
          if (i > 0) expect(from[i]).toBe(to[i - 1]);
          expect(bars.volume[i]).toBe(sum(volume.subarray(from[i], to[i])));
          expect(bars.time[i]).toBe(list[from[i]!]);
          expect([to[i]! - 1, to[i]!]).toContain(knownAt[i]);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('periods on larger bars', () => {
  const weeks = resample(sp500, '1w');
  it('are judged on weeks that lie within the judged part, with their history before it', () => {
    const [early, late] = periodsOn(
      weeks,
      [
        { start: 0, end: 1500 },
        { start: 2000, end: 3500 },
      ],
      50,
    );
    expect(early!.start).toBe(0);
    expect(weeks.from[late!.start + 50]).toBeGreaterThanOrEqual(2050);
    expect(weeks.from[late!.start + 49]).toBeLessThan(2050);
    expect(weeks.to[late!.end - 1]).toBeLessThanOrEqual(3500);
    expect(weeks.to[late!.end]).toBeGreaterThan(3500);
  });
  it('reach back as far as the longest window of weeks', () => {
    expect(reach(weeks, 1)).toBe(5);
    expect(reach(weeks, 50)).toBeGreaterThan(240);
    expect(reach(weeks, 50)).toBeLessThanOrEqual(250);
    expect(reach(weeks, 5000)).toBe(0);
  });
});

describe('what a timeframe may be', () => {
  it('is read', () => {
    expect(['5m', '4h', '1d', '1w', '1M'].map((text) => parseTimeframe(text))).toEqual([
      { unit: 'slot', step: 300_000 },
      { unit: 'slot', step: 14_400_000 },
      ...[{ unit: 'session' }, { unit: 'week' }, { unit: 'month' }],
    ]);
  });
  it.each(['', '0m', '5', '2d', '24h', '1y', '1H', '-5m', '1.5h'])('%j is none', (text) => {
    expect(() => parseTimeframe(text)).toThrow(TimeframeError);
    expect(() => parseTimeframe(text)).toThrow(`"${text}" is no timeframe: a timeframe is minutes (5m), hours (1h, 4h), 1d (a session)`);
  });
  it.each([
    ['1d', 'bars of 1 day cannot be put together to 1d: import bars that are smaller'],
    ['1h', 'bars of 1 day cannot be put together to 1h: take a larger multiple of them'],
  ])('daily bars make no %s', (timeframe, message) => expect(() => resample(sp500, timeframe)).toThrow(message));
  it('bars of 5 minutes make no 7', () => {
    const bars = barsAt(steady('2024-03-05T00:00', 50, 5 * MINUTE));
    expect(() => resample(bars, '7m')).toThrow('bars of 5 minutes cannot be put together to 7m');
    expect(() => resample(barsAt(steady('2024-01-01T00:00', 50, 7 * DAY)), '1M')).toThrow('bars of 7 days cannot be put together to 1M');
  });
});

describe('bars a year', () => {
  const cases: [string, Float64Array | number[], number, number][] = [
    ['days of an exchange', sp500.time, DAY, 252],
    ['days of crypto', steady('2024-01-01T00:00', 400, DAY), DAY, 365],
    ['weeks', resample(sp500, '1w').bars.time, 7 * DAY, 52],
    ['months', resample(sp500, '1M').bars.time, 31 * DAY, 12],
    ['minutes of an exchange', stockDays('2024-03-05', 12, 390, MINUTE), MINUTE, 252 * 390],
    ['hours of crypto', steady('2024-01-01T00:00', 24 * 30, HOUR), HOUR, 365 * 24],
    ['ten days', steady('2024-01-01T00:00', 40, 10 * DAY), 10 * DAY, 37],
    ['one bar', [0], DAY, 252],
  ];
  it.each(cases)('%s', (_, times, size, perYear) => {
    const time = Float64Array.from(times);
    expect(Math.abs(barSize(time) - size)).toBeLessThanOrEqual(DAY * (size > 8 * DAY ? 1 : 0));
    expect(barsPerYear(time)).toBe(perYear);
  });
});

describe('sessions', () => {
  it('by day have fixed edges, by gap those of their bars', () => {
    const time = Float64Array.from([at('2024-03-04T14:30'), at('2024-03-04T15:30'), at('2024-03-05T14:35')]);
    const byDay = sessions(time, { by: 'day', offset: -2 * HOUR });
    expect([texts(byDay.opens), texts(byDay.closes)]).toEqual([
      ['2024-03-03T22:00', '2024-03-04T22:00'],
      ['2024-03-04T22:00', '2024-03-05T22:00'],
    ]);
    const byGap = sessions(time, { by: 'gap', gap: 3 * HOUR });
    expect([texts(byGap.opens), [...byGap.closes], [...byGap.of]]).toEqual([
      ['2024-03-04T14:30', '2024-03-05T14:35'],
      [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      [0, 0, 1],
    ]);
    expect(sessions(Float64Array.of(at('2024-03-03T23:00')), { by: 'gap', gap: HOUR }).days[0]).toBe(at('2024-03-04T00:00') / DAY);
  });
});
