import { readFileSync } from 'node:fs';
import { fitness } from '../../main/backtest/fitness.ts';
import { signals } from '../../main/backtest/signals.ts';
import type { ExportInput } from '../../main/export/input.ts';
import type { Bars, Period } from '../../main/market/bars.ts';
import { dataHash } from '../../main/market/hash.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import { parse } from '../../main/strategy/parse.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

export interface Reference {
  readonly bars: Bars;
  readonly periods: readonly Period[];
  readonly cases: readonly { readonly strategy: string; readonly fitness: readonly number[] }[];
}

function reference(data: string, cases: string): Reference {
  const file = JSON.parse(read(cases));
  const periods = file.periods.map(([start, end]: [number, number]) => ({ start, end }));
  return { bars: importCsv(read(data)).bars, periods, cases: file.cases };
}

export const sp500 = () => reference('../../resources/sp500-2000.csv', '../reference/sp500-2000.json');
export const flatSpans = () => reference('../reference/flat-spans.csv', '../reference/flat-spans.json');

/** A run that ended with these strategies. */
export function exampleInput({ bars, periods }: Reference, strategies: readonly string[]): ExportInput {
  return {
    run: 'run-7',
    engine: '1.2.3',
    experiment: { name: 'Test', population: 200, crossover: 0.7 },
    dataset: {
      name: 'sp500',
      source: 'a test',
      hash: dataHash(bars),
      bars: bars.length,
      from: bars.time[0]!,
      to: bars.time[bars.length - 1]!,
    },
    bars,
    periods,
    window: 100,
    seed: 42,
    objectives: [
      { metric: 'sharpe', weight: 1 },
      { metric: 'maxDrawdown', weight: -1 },
      { metric: 'winRate', weight: 1 },
    ],
    strategies: strategies.map((text) => {
      const genome = parse(text);
      return { genome, fitness: fitness(signals(genome, bars), bars.close, periods, 100) };
    }),
  };
}
