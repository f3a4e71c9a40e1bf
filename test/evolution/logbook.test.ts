import { describe, expect, it } from 'vitest';
import { formatLogbook, formatNumber, Logbook } from '../../main/evolution/logbook.ts';
import { createRunLogbook, runRecord } from '../../main/evolution/run-logbook.ts';
import { deap } from './reference.ts';

describe('logbook', () => {
  it.each(deap.logbook.map((c, i) => [i, c] as const))('prints what DEAP prints, case %i', (_, c) => {
    expect(formatLogbook(c.records, c.header, c.chapters)).toBe(c.text);
  });

  it('streams each row once, the header above the first only, and still prints the whole at the end', () => {
    for (const c of deap.logbook) {
      const logbook = new Logbook(c.header, c.chapters);
      const streamed = c.records.map((record) => {
        logbook.record(record);
        return logbook.stream();
      });
      const headerLines = Object.keys(c.chapters).length > 0 ? 3 : 1;
      expect(streamed.map((text) => text.split('\n').length)).toEqual([headerLines + 1, ...c.records.slice(1).map(() => 1)]);
      expect(streamed.every((text, i) => text.split('\n').at(-1)!.startsWith(`${i}`))).toBe(true);
      expect(logbook.stream()).toBe('');
      expect(logbook.toString()).toBe(c.text);
    }
  });

  // Printed by python3-deap 1.3.1 for the same records.
  it('keeps the width of what was streamed before', () => {
    const logbook = new Logbook(['gen', 'avg']);
    logbook.record({ gen: 0, avg: 1.25 });
    logbook.record({ gen: 1, avg: -1234.5678 });
    expect(logbook.stream()).toBe('gen\tavg     \n0  \t1.25    \n1  \t-1234.57');
    logbook.record({ gen: 2, avg: 3 });
    expect(logbook.stream()).toBe('2  \t3       ');
  });

  // Likewise printed by DEAP.
  it('orders columns by name when it has no header', () => {
    expect(formatLogbook([{ b: 1, a: 2, size: { max: 3 } }])).toBe(
      [' \t \t        size       ', ' \t \t-------------------', 'a\tb\ta\tb\tmax', '2\t1\t2\t1\t3  '].join('\n'),
    );
  });

  it('is an empty text without rows', () => {
    expect(new Logbook(['gen']).toString()).toBe('');
    expect(new Logbook().stream()).toBe('');
  });

  it('leaves blank what a row does not have, chapters included', () => {
    const logbook = new Logbook(['gen', 'avg', 'size'], { size: ['max'] });
    logbook.record({ gen: 0 });
    logbook.record({ gen: 1, avg: 0.5, size: { max: 7 } });
    logbook.record({ gen: 2, avg: null });
    expect(logbook.toString().split('\n').slice(-3)).toEqual(['0  \t   \t    ', '1  \t0.5\t7   ', '2  \t   \t    ']);
  });

  // Each text is Python's '{:n}'.format(float).
  it.each([
    [0.1, '0.1'],
    [1 / 3, '0.333333'],
    [123456.5, '123456'],
    [123457.5, '123458'],
    [999999.5, '1e+06'],
    [1234567.5, '1.23457e+06'],
    [0.0001, '0.0001'],
    [0.00001234567, '1.23457e-05'],
    [-2.5e-100, '-2.5e-100'],
    [1.5e300, '1.5e+300'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('formats %d as %s', (number, text) => {
    expect(formatNumber(number)).toBe(text);
  });

  it('prints counts in full', () => {
    expect(formatNumber(12_345_678)).toBe('12345678');
  });
});

describe('logbook of a run', () => {
  const summary = { min: 1, avg: 1.5, max: 2, std: 0.5 };
  it('has a chapter for each objective and for the size, blank where every strategy failed', () => {
    const objectives = ['sharpe', 'winRate'];
    const logbook = createRunLogbook(objectives);
    const row = { evaluations: 4, failed: 0, size: summary, height: summary };
    logbook.record(runRecord(objectives, { ...row, generation: 0, failed: 4, fitness: [null, null] }));
    logbook.record(runRecord(objectives, { ...row, generation: 1, fitness: [summary, summary] }));
    const lines = logbook.toString().split('\n');
    expect(lines[0]!.split('\t').map((cell) => cell.trim())).toEqual(['', '', 'sharpe', 'winRate', 'size']);
    expect(lines[2]!.trimEnd().split(/\s+/)).toEqual(['gen', 'nevals', 'min', 'avg', 'max', 'min', 'avg', 'max', 'min', 'avg', 'max']);
    expect(lines[3]!.trimEnd().split(/\s+/)).toEqual(['0', '4', '1', '1.5', '2']);
    expect(lines[4]!.trimEnd().split(/\s+/)).toEqual(['1', '4', '1', '1.5', '2', '1', '1.5', '2', '1', '1.5', '2']);
  });
});
