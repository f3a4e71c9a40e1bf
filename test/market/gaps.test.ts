import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../main/market/calendar.ts';
import { findGaps } from '../../main/market/gaps.ts';
import { importSample } from './sample-bars.ts';

const monday = Date.UTC(2024, 0, 1);
const weekdays = (days: number) =>
  Array.from({ length: days }, (_, i) => monday + i * DAY).filter((t) => new Date(t).getUTCDay() % 6 !== 0);
const without = (times: readonly number[], from: number, to: number) => Float64Array.from(times.filter((t) => t < from || t >= to));
const session = (day: number, skip: (minute: number) => boolean = () => false) =>
  Array.from({ length: 390 }, (_, m) => m)
    .filter((m) => !skip(m))
    .map((m) => day + 14 * HOUR + 30 * MINUTE + m * MINUTE);

test('weekends and holidays are no gaps of daily bars, two weeks are one', () => {
  const days = weekdays(120);
  expect(findGaps(Float64Array.from(days))).toEqual([]);
  expect(findGaps(without(days, monday + 28 * DAY, monday + 29 * DAY))).toEqual([]);
  expect(findGaps(without(days, monday + 28 * DAY, monday + 42 * DAY))).toEqual([
    { after: 19, from: monday + 25 * DAY, to: monday + 42 * DAY, bars: 16 },
  ]);
});

test('the S&P 500 has one: September 2001', () => {
  const found = findGaps(importSample().time).map(({ from, to }) => [from, to].map((t) => new Date(t).toISOString().slice(0, 10)));
  expect(found).toEqual([['2001-09-10', '2001-09-17']]);
});

test('a market around the clock pauses for nothing', () => {
  const hours = Array.from({ length: 24 * 60 }, (_, i) => monday + i * HOUR);
  expect(findGaps(Float64Array.from(hours))).toEqual([]);
  expect(findGaps(without(hours, monday + 100 * HOUR, monday + 102 * HOUR))).toMatchObject([{ after: 99, bars: 2 }]);
});

test('nights and weekends are no gaps of minutes, missing minutes are', () => {
  const days = weekdays(40);
  const minutes = days.flatMap((day) => session(day));
  expect(findGaps(Float64Array.from(minutes))).toEqual([]);
  const at = days[3]! + 15 * HOUR;
  expect(findGaps(without(minutes, at, at + 10 * MINUTE))).toMatchObject([{ from: at - MINUTE, to: at + 10 * MINUTE, bars: 10 }]);
});

test('a lunch break of every day is a custom, of one day a gap', () => {
  const lunch = (m: number) => m >= 120 && m < 180;
  const days = weekdays(40);
  expect(findGaps(Float64Array.from(days.flatMap((day) => session(day, lunch))))).toEqual([]);
  const once = days.flatMap((day, i) => session(day, i === 5 ? lunch : () => false));
  expect(findGaps(Float64Array.from(once))).toMatchObject([{ bars: 60 }]);
});

test('weekly and monthly bars may be late by half their size', () => {
  const weeks = Array.from({ length: 60 }, (_, i) => monday + i * 7 * DAY);
  expect(findGaps(Float64Array.from(weeks))).toEqual([]);
  expect(findGaps(Float64Array.from(weeks.toSpliced(30, 1)))).toMatchObject([{ after: 29, bars: 1 }]);
  const months = Array.from({ length: 40 }, (_, i) => Date.UTC(2020, i, 1));
  expect(findGaps(Float64Array.from(months))).toEqual([]);
});

test('fewer than two bars have none', () => {
  expect([findGaps(new Float64Array(0)), findGaps(Float64Array.of(1))]).toEqual([[], []]);
});
