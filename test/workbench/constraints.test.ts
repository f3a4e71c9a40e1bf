import { afterAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../main/workbench/input.ts';
import { evolutionSettings } from '../../main/workbench/search-settings.ts';
import { type ExperimentInput, experimentSchema, type IndividualView, type Run } from '../../preload/contract.ts';
import { openBench, temporaryFolder } from './bench.ts';

const tiny = { population: 40, generations: 4, hallOfFame: 6, seed: 5, minHeldBars: 1 };
const constraints = [
  { metric: 'trades', min: 40 },
  { metric: 'exposure', max: 0.5 },
] as const;

// One for all tests: threads take longer to start than most of these runs take.
const folder = temporaryFolder();
const bench = openBench(folder.path);
const { workbench } = bench;
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function finished(file: object): Promise<Run> {
  const { id } = await workbench.runs.start(parseExperiment({ ...tiny, ...file }));
  const run = await workbench.runs.ended(id);
  expect(run).toMatchObject({ state: 'finished', error: null });
  return run;
}

const rowsOf = ({ id }: Run) => bench.ask('runs.logbook', { run: id });
const populationOf = async ({ id }: Run, generation: number) => (await bench.ask('runs.generation', { run: id, generation })).individuals;

/** Sharpe ratio, drawdown, win rate, trades and exposure of strategies as they are when nothing is asked of them. */
async function plainly(individuals: readonly IndividualView[]): Promise<Map<string, readonly number[]>> {
  const metrics = ['sharpe', 'maxDrawdown', 'winRate', 'trades', 'exposure'] as const;
  const seeds = [...new Set(individuals.map(({ strategy }) => strategy))];
  const run = await finished({
    ...{ seeds, population: Math.max(2, seeds.length), generations: 0 },
    objectives: metrics.map((metric) => ({ metric, weight: 1 })),
  });
  return new Map((await populationOf(run, 0)).map(({ strategy, fitness }) => [strategy, fitness]));
}

const keeps = (values: readonly number[]) => values[3]! >= 40 && values[4]! <= 0.5;

describe('constraints', () => {
  it('leave strategies that keep them as they are, and put all others behind them', async () => {
    const run = await finished({ constraints });
    for (const generation of [0, 4]) {
      const individuals = await populationOf(run, generation);
      const plain = await plainly(individuals);
      const row = (await rowsOf(run))[generation]!;
      const judged = individuals.filter(({ strategy }) => plain.get(strategy)![0] !== -999);
      const broken = judged.filter(({ strategy }) => !keeps(plain.get(strategy)!));
      expect(row.failed).toBe(individuals.length - judged.length);
      expect(row.infeasible).toBe(broken.length);
      for (const { strategy, fitness } of individuals) {
        const values = plain.get(strategy)!;
        if (values[0] === -999) expect(fitness).toEqual([-999, 1, 0]);
        else if (keeps(values)) expect(fitness).toEqual(values.slice(0, 3));
        else {
          const distance = Math.max(0, (40 - values[3]!) / 40) + Math.max(0, (values[4]! - 0.5) / 0.5);
          expect(fitness[0]).toBeCloseTo(-999 + 1 / (1 + distance), 9);
          expect(fitness.slice(1)).toEqual([1, 0]);
        }
      }
      expect(row.fitness[0]!.min).toBeGreaterThan(-100);
      expect(row.quartiles!.fitness[0]!.q1).toBeGreaterThan(-100);
    }
    expect((await rowsOf(run))[0]!.infeasible).toBeGreaterThan(10);
  });

  it('are kept by what comes out, though it is not what would come out without them', async () => {
    const file = { population: 60, generations: 10 };
    const [free, strict] = [await finished(file), await finished({ ...file, constraints })];
    const halls = await Promise.all([free, strict].map(({ id }) => bench.ask('runs.hallOfFame', { run: id })));
    const [without, best] = halls.map((hall) => hall.map((one) => ({ ...one, strategy: one.strategy }) as unknown as IndividualView));
    const plain = await plainly([...without!, ...best!]);
    expect(best!.every(({ strategy }) => keeps(plain.get(strategy)!))).toBe(true);
    expect(without!.every(({ strategy }) => keeps(plain.get(strategy)!))).toBe(false);
  });

  it('may take fixed values, or take off from those there are', async () => {
    const seeds = ['gt(close, 0)', 'gt(close, open)'];
    const once = async (file: ExperimentInput) =>
      (await populationOf(await finished({ seeds, generations: 0, population: 2, ...file }), 0)).map((i) => i.fitness);
    const [always, often] = await once({});
    // The first one trades once a period, which is 0.9 short of 10 times.
    const trades: ExperimentInput['constraints'] = [{ metric: 'trades', min: 10 }];
    expect(await once({ constraints: trades, penalty: { method: 'delta' } })).toEqual([[-999, 1, 0], often]);
    expect(await once({ constraints: trades, penalty: { method: 'delta', delta: [-5, 2, -1], distance: 10 } })).toEqual([
      [-14, 11, -10],
      often,
    ]);
    const [far] = await once({ constraints: trades, penalty: { method: 'distance', alpha: 2 } });
    for (const [i, sign] of [1, -1, 1].entries()) expect(far![i]).toBeCloseTo(always![i]! - sign * 1.8, 12);
  });

  it('are no part of validation, which says what strategies are worth there', async () => {
    const run = await finished({ constraints, split: { method: 'shares' } });
    const rows = await bench.ask('runs.validation', { run: run.id });
    expect(rows.some(({ validation }) => validation![0]! > -100)).toBe(true);
    expect(rows.every(({ validation }) => validation![0]! > -100 || validation![0] === -999)).toBe(true);
  });

  it('give roulette no share to those who break them: with it all soon keep them, with random selection they do not', async () => {
    const bounds = [{ metric: 'exposure', max: 0.3 }] as const;
    const broken = async (selection: 'roulette' | 'random') => {
      const run = await finished({ constraints: bounds, selection, population: 60, generations: 8, crossover: 0.4, mutation: 0.1 });
      return (await rowsOf(run)).at(-1)!;
    };
    const [roulette, random] = [await broken('roulette'), await broken('random')];
    expect(roulette.infeasible! + roulette.failed).toBeLessThan((random.infeasible! + random.failed) / 2);
    expect(evolutionSettings(parseExperiment({ constraints })).failed).toBe(-998);
    expect(evolutionSettings(parseExperiment({ constraints, penalty: { method: 'delta' } })).failed).toBe(-999);
    expect(evolutionSettings(parseExperiment({ constraints, objectives: [{ metric: 'turnover', weight: -1 }] })).failed).toBe(1e9 - 1);
    expect(evolutionSettings(parseExperiment({ constraints, objectives: [{ metric: 'maxDrawdown', weight: -1 }] })).failed).toBe(1);
  });

  it('cannot change in a fork', async () => {
    const { id } = await finished({ constraints });
    const fork = bench.ask('runs.fork', {
      run: id,
      generation: 2,
      changes: { constraints: [{ metric: 'trades', min: 1 }], generations: 9 },
    });
    await expect(fork).rejects.toMatchObject({ code: 'expected', message: expect.stringContaining('cannot change constraints') });
  });

  it.each([
    [{ constraints: [] }, /constraints: has to be at least 1 entry/],
    [{ constraints: [{ metric: 'trades' }] }, /constraints\[0\]: needs min, max or both/],
    [{ constraints: [{ metric: 'trades', min: 5, max: 4 }] }, /constraints\[0\]: min is larger than max/],
    [{ constraints: [{ metric: 'trade', min: 5 }] }, /constraints\[0\].metric: has to be one of sharpe/],
    [{ constraints: [constraints[0], constraints[0]] }, /each metric stands once/],
    [{ constraints, penalty: { method: 'distance' } }, /penalty.alpha: is missing/],
  ])('%j is refused with the place and the remedy', (file, message) => {
    expect(() => parseExperiment({ ...tiny, ...file }, 'experiment.json')).toThrow(message);
  });

  it.each([
    [{ penalty: { method: 'feasibleFirst' } }, 'there are none'],
    [{ constraints, penalty: { method: 'delta', delta: [1, 2] } }, 'penalty.delta has 2 values for 3 objectives'],
  ])('%j is refused at the start', async (file, message) => {
    const experiment = experimentSchema.parse({ ...tiny, ...file });
    await expect(bench.ask('experiments.start', { experiment, settings: {} })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringContaining(message),
    });
  });
});
