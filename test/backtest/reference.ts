import { readFileSync } from 'node:fs';
import type { Bars, Period } from '../../main/market/bars.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';

/** Strategies with the fitness that an independent implementation gave them; test/reference/README.md tells how. */
export interface Reference {
  readonly name: string;
  readonly bars: Bars;
  readonly window: number;
  readonly periods: readonly Period[];
  readonly cases: readonly { readonly strategy: string; readonly genome: Genome; readonly fitness: Fitness }[];
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

function load(name: string, csv: string): Reference {
  const { window, periods, cases } = JSON.parse(read(`../reference/${name}.json`)) as {
    window: number;
    periods: [number, number][];
    cases: { strategy: string; fitness: number[] }[];
  };
  return {
    name,
    bars: importCsv(read(csv)).bars,
    window,
    periods: periods.map(([start, end]) => ({ start, end })),
    cases: cases.map(({ strategy, fitness }) => ({ strategy, genome: parse(strategy, window), fitness })),
  };
}

export const sp500 = load('sp500-2000', '../../node_modules/vega-datasets/data/sp500-2000.csv');
export const flatSpans = load('flat-spans', '../reference/flat-spans.csv');

const close = (a: number, b: number) => Math.abs(a - b) <= Math.max(1e-12, 1e-9 * Math.abs(b));

/** The strategies whose fitness is not the reference's to 1e-9 relative or 1e-12 absolute. */
export const mismatches = ({ cases }: Reference, fitnesses: readonly Fitness[]) =>
  cases
    .map(({ strategy, fitness }, i) => ({ strategy, expected: fitness, got: fitnesses[i]! }))
    .filter(({ expected, got }) => got.length !== expected.length || !expected.every((value, k) => close(got[k]!, value)));
