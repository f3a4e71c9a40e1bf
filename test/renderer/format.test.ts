import { describe, expect, test } from 'vitest';
import { formatFitness, formatObjective, isFailed } from '../../renderer/format/fitness.ts';
import { logbookText } from '../../renderer/format/logbook.ts';
import { count, decimal, middleTruncate, percent, rate } from '../../renderer/format/numbers.ts';
import { date, duration, timeAt } from '../../renderer/format/time.ts';
import { objectives, row, WORST } from './fixtures.ts';

describe('numbers', () => {
  test('have separators, a true minus and a dash for what is missing', () => {
    expect(count(1234567)).toBe('1,234,567');
    expect(count(-5)).toBe('−5');
    expect(count(null)).toBe('–');
    expect(decimal(-1.23456, 3)).toBe('−1.235');
    expect(decimal(Number.NaN)).toBe('–');
  });

  test('do not write a negative zero', () => {
    expect(decimal(-0.0001, 2)).toBe('0.00');
    expect(percent(-0.00001)).toBe('0.0%');
  });

  test('percentages lose digits when they are large', () => {
    expect(percent(0.1234)).toBe('12.3%');
    expect(percent(-0.5)).toBe('−50.0%');
    expect(percent(45.678)).toBe('4,568%');
  });

  test('rates keep digits when they are small', () => {
    expect(rate(12345.6)).toBe('12,346/s');
    expect(rate(0.421, 'evaluations')).toBe('0.42 evaluations/s');
    expect(rate(null)).toBe('–');
  });

  test('a long path keeps its beginning and more of its end', () => {
    const short = middleTruncate('/home/someone/.local/share/organism/organism.sqlite', 30);
    expect(short).toHaveLength(30);
    expect(short).toMatch(/^\/home.*….*organism\.sqlite$/);
    expect(middleTruncate('/a/b', 30)).toBe('/a/b');
  });
});

describe('time', () => {
  test('dates are those of the data, in UTC', () => {
    expect(date(Date.UTC(2000, 0, 3, 23, 59))).toBe('2000-01-03');
  });

  test.each([
    [0.42, '0.4 s'],
    [9.96, '10 s'],
    [59.6, '1:00 min'],
    [185, '3:05 min'],
    [7389, '2:03:09 h'],
    [273_600, '3 d 4 h'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  test('the time of a bar is exact with every bar known, and near with some of them', () => {
    const time = Float64Array.from({ length: 101 }, (_, i) => i * 1000);
    expect(timeAt(time, 101, 37)).toBe(37_000);
    expect(timeAt(time, 1001, 370)).toBe(37_000);
    expect(timeAt(time, 101, 101)).toBeNull();
    expect(timeAt(time, 101, Number.NaN)).toBeNull();
  });
});

describe('fitness', () => {
  test('names each value and its unit', () => {
    expect(formatFitness(objectives, [1.23456, 0.1234, 0.5])).toBe('Sharpe 1.235 · Max drawdown 12.3% · Win rate 50.0%');
  });

  test('a strategy that did not trade says so and shows no number', () => {
    expect(formatFitness(objectives, WORST)).toBe('no trades');
    expect(formatObjective(objectives, WORST, 0)).toBe('no trades');
    expect(formatObjective(objectives, WORST, 1)).toBe('–');
  });

  test('a poor strategy is not taken for one that failed', () => {
    expect(formatFitness(objectives, [-998.4, 1, 0])).toBe('breaks constraints');
    expect(formatObjective(objectives, [-998.4, 1, 0], 0)).toBe('breaks constraints');
    expect(isFailed([{ metric: 'exposure', weight: -1 }], [1])).toBe(false);
    expect(isFailed([{ metric: 'exposure', weight: -1 }], [1.25])).toBe(true);
    expect(isFailed(objectives, [-2, 1, 0])).toBe(false);
    expect(isFailed([{ metric: 'maxDrawdown', weight: -1 }], [1])).toBe(true);
  });

  test('follows the order of the objectives', () => {
    const reversed = [...objectives].reverse();
    expect(isFailed(reversed, [0, 1, -999])).toBe(true);
    expect(formatObjective(reversed, [0.5, 0.1, 1.5], 0)).toBe('50.0%');
  });
});

describe('logbook', () => {
  const rows = [row(0, { fitness: [null, null, null], failed: 200 }), row(1)];

  test('has columns for validation, diversity and hypervolume where a run has them', () => {
    const full = row(2, { validation: [0.5, 0.1, 0.5], diversity: { genomes: 0.9, structure: 0.8, behaviour: 0.7 }, hypervolume: 12.5 });
    const [chapters, fields, last] = logbookText(objectives, [full]).split('\n');
    expect(chapters).toMatch(/Validation\s+Diversity/);
    expect(fields).toMatch(/hypervolume$/);
    expect(last).toMatch(/12\.5$/);
  });

  test('as text has a line of chapters over a line of fields, joined by tabs', () => {
    const [chapters, fields, , last] = logbookText(objectives, rows).split('\n');
    expect(chapters).toMatch(/^\s+Sharpe\s+Max drawdown\s+Win rate\s+Size\s+Height$/);
    expect(
      fields!
        .split('\t')
        .map((cell) => cell.trim())
        .slice(0, 8),
    ).toEqual(['gen', 'nevals', 'distinct', 'failed', 'min', 'avg', 'max', 'std']);
    expect(last).toMatch(/^1 {2}\t150 {3}\t/);
  });
});
