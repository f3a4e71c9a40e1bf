import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Generation, type Individual, operators } from '../../main/evolution/individual.ts';
import { type Bars, barColumns, barsOver } from '../../main/market/bars.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { type Genome, genome } from '../../main/strategy/genome.ts';
import { code, MAX_WINDOW, NUMBER, PERIOD } from '../../main/strategy/primitives.ts';
import { type Dataset, experimentSchema, type LogbookRow } from '../../preload/contract.ts';

/** A folder that goes when the test ends. */
export function temporaryFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'organism-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export function exampleBars(length = 50): Bars {
  const bars = barsOver(new ArrayBuffer(length * 48), length);
  for (const [c, name] of barColumns.entries()) for (let i = 0; i < length; i++) bars[name][i] = i * 86_400_000 + c / 7;
  return bars;
}

export const exampleDataset: Dataset = {
  id: 'example',
  name: 'Example',
  source: 'a test',
  hash: 'ab',
  bars: 50,
  from: 0,
  to: 49 * 86_400_000,
};

/** A store with one data set and one run that this process computes. */
export async function storeWithRun(file: string): Promise<{ store: Store; run: string }> {
  const store = openStore(file);
  if (!store.datasets.find('example')) await store.datasets.add(exampleDataset, exampleBars());
  const experiment = store.experiments.add('hash', experimentSchema.parse({ data: 'example' }));
  return { store, run: store.runs.create({ experiment, dataset: 'example', seed: 1, engine: '0', startedAt: 1_000 }) };
}

export function exampleRow(generation: number): LogbookRow {
  const summary = { min: 0, avg: 0.1 + 0.2, max: 1, std: 1 / 3 };
  const counts = { evaluations: 2, distinct: 2 * (generation + 1), failed: 0, seconds: 0.5 };
  return { generation, ...counts, fitness: [summary, null], size: summary, height: summary, digest: `digest-${generation}` };
}

/** `gt(close, <constant>)`, and one that has the largest period. */
export const above = (constant: number): Genome => genome([4, NUMBER, code('gt')], [constant]);
export const longest = genome([4, 4, PERIOD + MAX_WINDOW, code('sma'), code('gt')], []);

export function exampleGeneration(number: number): Generation {
  const individual = (constant: number, parents: number[]): Individual => ({
    genome: above(constant),
    fitness: [constant / 3, 0.5],
    parents,
    operator: number === 0 ? 'initialise' : 'crossover',
  });
  const population = [
    individual(number, number ? [0, 1] : []),
    individual(-0, number ? [1] : []),
    individual(number, number ? [1, 0] : []),
  ];
  return { number, population, evaluations: 2, hallOfFame: [{ genome: longest, fitness: [1e308, -0] }] };
}

const number = fc.double({ noNaN: true });

/** Any strategy of a few shapes, with any numbers, −0 and the smallest and largest among them. */
const anyGenome: fc.Arbitrary<Genome> = fc
  .letrec<{ series: number[][]; signal: number[][] }>((tie) => ({
    series: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.integer({ min: 1, max: 5 }).map((column) => [[column], []]),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((constant) => [[NUMBER], [constant]]),
      ),
      fc.tuple(tie('series'), fc.integer({ min: 2, max: MAX_WINDOW })).map(([x, n]) => [[...x[0]!, PERIOD + n, code('ema')], x[1]!]),
      fc.tuple(tie('series'), tie('series')).map(([a, b]) => [
        [...a[0]!, ...b[0]!, code('sub')],
        [...a[1]!, ...b[1]!],
      ]),
    ),
    signal: fc.tuple(tie('series'), tie('series')).map(([a, b]) => [
      [...a[0]!, ...b[0]!, code('lt')],
      [...a[1]!, ...b[1]!],
    ]),
  }))
  .signal.map(([codes, constants]) => genome(codes!, constants!));

/** Any population with twins in it, and any hall of fame. */
export const anyGeneration: fc.Arbitrary<Generation> = fc.integer({ min: 1, max: 4 }).chain((objectives) => {
  const fitness = fc.array(number, { minLength: objectives, maxLength: objectives });
  const individual = fc.record(
    { genome: anyGenome, fitness, parents: fc.array(fc.nat(), { maxLength: 2 }), operator: fc.constantFrom(...operators) },
    { noNullPrototype: true },
  );
  return fc
    .tuple(
      fc.array(individual, { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      fc.array(fc.record({ genome: anyGenome, fitness }, { noNullPrototype: true })),
    )
    .map(([fresh, twins, hallOfFame]) => ({
      number: 0,
      population: [...fresh, ...twins.map((i) => ({ ...fresh[i % fresh.length]!, parents: [i] }))],
      evaluations: 2,
      hallOfFame,
    }));
});
