import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from '../../main/strategy/parse.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';
import { faultOf } from './faults.ts';

const experiment = { ...small, primitives: 'free' as const, generations: 3 };

/** A workbench whose workers hang and die; `attempts` counts by strategy how often that was tried. */
function faultyBench(folder: string, workers = 2): Bench & { attempts(): Map<string, number> } {
  const notes = join(folder, 'attempts.txt');
  vi.stubEnv('ORGANISM_TEST_ATTEMPTS', notes);
  const bench = openBench(folder, { workerFile: join(import.meta.dirname, 'hanging-worker.ts'), timeLimit: 800, workers });
  return {
    ...bench,
    attempts() {
      const lines = existsSync(notes) ? readFileSync(notes, 'utf8').trimEnd().split('\n') : [];
      return new Map(Object.entries(Object.groupBy(lines, (line) => line)).map(([line, all]) => [line, all!.length]));
    },
  };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a strategy that hangs or kills its worker', () => {
  it('gets a second chance, then quarantine, and neither the run nor its result suffers', async () => {
    using folder = temporaryFolder();
    await using bench = faultyBench(folder.path);
    const { id } = await bench.workbench.runs.start(experiment);
    expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
    const failures = await bench.ask('runs.failures', { run: id });
    expect(failures.map((failure) => failure.reason.split(':')[0])).toEqual(expect.arrayContaining(['timeout, twice', 'crashed, twice']));
    const shut = new Set(failures.map((failure) => failure.strategy));
    for (const { quarantined, reproducer, strategy } of failures) {
      expect(quarantined).toBe(true);
      expect(reproducer).toBe(
        `echo '${strategy}' | organism evaluate --run ${id} --strategies - --db ${join(folder.path, 'organism.sqlite')}`,
      );
    }
    const attempts = bench.attempts();
    expect(attempts.size).toBeGreaterThan(shut.size);
    // Who hung once may have been tried again beside one that was to blame, in the same chunk.
    for (const [strategy, count] of attempts) {
      if (shut.has(strategy)) expect([strategy, count]).toStrictEqual([strategy, 2]);
      else expect(count).toBeGreaterThanOrEqual(2);
    }

    // Who hung once has the fitness that sound workers give.
    await using sound = openBench(join(folder.path, 'sound'));
    const individuals = (
      await Promise.all([0, 1, 2, 3].map((generation) => bench.ask('runs.generation', { run: id, generation })))
    ).flatMap((g) => g.individuals);
    const survivors = individuals.filter((one) => attempts.has(one.strategy) && !shut.has(one.strategy));
    expect(survivors.length).toBeGreaterThan(0);
    const options = {
      data: 'sp500',
      periods: [
        [0, 1701],
        [1701, 3403],
        [3403, 5105],
      ].map(([start, end]) => ({ start: start!, end: end! })),
      window: 100,
    };
    const answers = await sound.workbench.evaluateStrategies({ ...options, strategies: survivors.map((one) => one.strategy) });
    expect(answers).toStrictEqual(survivors.map(({ strategy, fitness }) => ({ strategy, fitness })));
    for (const one of individuals) if (shut.has(one.strategy)) expect(one.fitness).toStrictEqual([-999, 1, 0]);

    expect(await bench.workbench.verify(id)).toStrictEqual({
      run: id,
      identical: 4,
      difference: null,
      notes: [expect.stringMatching(/^\d+ strategies in quarantine kept the worst fitness/)],
    });
    for (const strategy of shut) expect(bench.attempts().get(strategy)).toBe(2);
  });

  it('is not tried again when the run goes on, whatever the number of workers', async () => {
    using folder = temporaryFolder();
    let id: string;
    let shut: readonly string[];
    {
      await using bench = faultyBench(folder.path, 1);
      const reached = Promise.withResolvers<void>();
      id = (await bench.workbench.runs.start(experiment, { onGeneration: ({ generation }) => generation === 1 && reached.resolve() })).id;
      await reached.promise;
      await bench.workbench.runs.stop(id);
      shut = bench.workbench.records.failures(id).map((failure) => failure.strategy);
      expect(shut.length).toBeGreaterThan(1);
    }
    await using bench = faultyBench(folder.path, 3);
    await bench.workbench.runs.resume(id);
    expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
    for (const strategy of shut) expect([strategy, bench.attempts().get(strategy)]).toStrictEqual([strategy, 2]);
    const resumed = await bench.ask('runs.logbook', { run: id });

    using other = temporaryFolder();
    await using whole = faultyBench(other.path);
    await whole.workbench.runs.start(experiment);
    await whole.workbench.runs.ended('1');
    expect(resumed.map((row) => row.digest)).toStrictEqual((await whole.ask('runs.logbook', { run: '1' })).map((row) => row.digest));
  });
});

it('a strategy that fails when it is evaluated by itself says how', async () => {
  using folder = temporaryFolder();
  await using bench = faultyBench(folder.path);
  const strategies = Array.from({ length: 12 }, (_, i) => `gt(close, sma(close, ${i + 2}))`);
  const answers = await bench.workbench.evaluateStrategies({ data: 'sp500', periods: [{ start: 0, end: 5105 }], window: 100, strategies });
  for (const [i, answer] of answers.entries()) {
    const fault = faultOf(parse(strategies[i]!));
    if (!fault) expect(Object.keys(answer)).toStrictEqual(['strategy', 'fitness']);
    else {
      const failure = fault === 'exit' ? expect.stringMatching(/^crashed: /) : 'timeout: took longer than 0.8 s';
      expect(answer).toStrictEqual({ strategy: strategies[i], fitness: [-999, 1, 0], failure });
    }
  }
});
