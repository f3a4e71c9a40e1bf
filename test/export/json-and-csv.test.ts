import { describe, expect, test } from 'vitest';
import { strategiesCsv } from '../../main/export/csv.ts';
import { strategiesJson } from '../../main/export/json.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { fromTree } from '../../main/strategy/tree.ts';
import { exampleInput, sp500 } from './example.ts';

const reference = sp500();
const texts = [reference.cases[0]!.strategy, 'gt(close, sma(close, 20))', 'lt(rsi(close, 14), 0.1)'];
const input = exampleInput(reference, texts);

describe('JSON', () => {
  const { name, text } = strategiesJson([input]);
  const content = JSON.parse(text);

  test('says where the strategies come from', () => {
    expect(name).toBe('strategies.json');
    expect(content).toMatchObject({
      schemaVersion: 1,
      engine: { name: 'organism', version: '1.2.3' },
      run: 'run-7',
      seed: 42,
      window: 100,
      experiment: { name: 'Test', population: 200, crossover: 0.7 },
      data: { name: 'sp500', hash: `sha256:${input.dataset.hash}`, bars: 5105, from: '2000-01-03', to: '2020-04-17' },
      periods: [
        { start: 0, end: 1700, from: '2000-01-03', to: '2006-10-05' },
        { start: 1700, end: 3400, from: '2006-10-06', to: '2013-07-10' },
        { start: 3400, end: 5105, from: '2013-07-11', to: '2020-04-17' },
      ],
    });
  });

  test('gives every fitness a name, a unit and a direction', () => {
    expect(content.objectives).toEqual([
      { name: 'sharpe', unit: 'ratio', definition: expect.stringContaining('√252'), better: 'higher', weight: 1 },
      { name: 'maxDrawdown', unit: 'fraction', definition: expect.stringContaining('fall'), better: 'lower', weight: -1 },
      { name: 'winRate', unit: 'fraction', definition: expect.stringContaining('above 0'), better: 'higher', weight: 1 },
    ]);
    const { fitness } = content.strategies[0];
    const [sharpe, maxDrawdown, winRate] = reference.cases[0]!.fitness;
    expect(fitness.sharpe).toBeCloseTo(sharpe!, 9);
    expect(fitness.maxDrawdown).toBeCloseTo(maxDrawdown!, 9);
    expect(fitness.winRate).toBeCloseTo(winRate!, 9);
  });

  test('text and tree of each strategy read back as the strategy', () => {
    expect(content.strategies.map((s: { rank: number }) => s.rank)).toEqual([1, 2, 3]);
    content.strategies.forEach((strategy: { text: string; tree: Parameters<typeof fromTree>[0] }, i: number) => {
      expect(print(parse(strategy.text))).toBe(print(input.strategies[i]!.genome));
      expect(print(fromTree(strategy.tree))).toBe(strategy.text);
    });
  });
});

/** A reader of RFC 4180 that knows nothing of the writer. */
const readCsv = (text: string) =>
  text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .slice(0, -1)
        .map(([, cell]) => cell!.replace(/^"|"$/g, '').replaceAll('""', '"')),
    );

describe('CSV', () => {
  const { name, text } = strategiesCsv([input]);
  const [header, ...lines] = readCsv(text);
  const cell = (line: number, column: string) => lines[line]![header!.indexOf(column)]!;

  test('has a line a strategy, best first, with as many cells as the header', () => {
    expect(name).toBe('strategies.csv');
    expect(lines.map((line) => line.length)).toEqual([header!.length, header!.length, header!.length]);
    expect(lines.map((_, i) => [cell(i, 'rank'), cell(i, 'strategy')])).toEqual(
      input.strategies.map((s, i) => [String(i + 1), print(s.genome)]),
    );
  });

  test('holds the fitness, and the periods that it averages', () => {
    for (const [line, { fitness }] of input.strategies.slice(0, 2).entries()) {
      expect(['sharpe', 'maxDrawdown', 'winRate'].map((metric) => Number(cell(line, metric)))).toEqual(fitness);
      const sharpes = [1, 2, 3].map((p) => Number(cell(line, `sharpe_${p}`)));
      expect((sharpes[0]! + sharpes[1]! + sharpes[2]!) / 3).toBeCloseTo(fitness[0]!, 12);
    }
    expect([cell(1, 'size'), cell(1, 'height'), cell(1, 'lookback')]).toEqual(['5', '2', '19']);
  });

  test('a strategy that never trades has the worst fitness and no held bars', () => {
    expect(['sharpe', 'maxDrawdown', 'winRate', 'heldBars_1', 'totalReturn_1'].map((column) => cell(2, column))).toEqual([
      '-999',
      '1',
      '0',
      '0',
      '0',
    ]);
  });

  test('a metric that was no objective is empty', () => {
    const objectives = [{ metric: 'winRate' as const, weight: 1 }];
    const one = { ...input, objectives, strategies: [{ ...input.strategies[1]!, fitness: [0.5] }] };
    expect(readCsv(strategiesCsv([one]).text)[1]!.slice(0, 4)).toEqual(['1', '', '', '0.5']);
    expect(JSON.parse(strategiesJson([one]).text).strategies[0].fitness).toEqual({ winRate: 0.5 });
  });
});
