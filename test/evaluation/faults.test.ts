import { afterAll, describe, expect, it } from 'vitest';
import type { StrategyFailure } from '../../main/evaluation/failure.ts';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { WORST_FITNESS } from '../../main/strategy/fitness.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { flatSpans } from '../backtest/reference.ts';
import { type Fault, strategyWith } from './faults.ts';
import { faultyWorkerFile, flatSpansProblem, genomesOf } from './problems.ts';

const patient = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 2, timeLimit: 60_000, heapLimit: 32 });
const impatient = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 2, timeLimit: 1_000 });
afterAll(() => Promise.all([patient.close(), impatient.close()]));

const faulty = (fault: Fault): Genome => parse(strategyWith(fault));
const good = genomesOf(flatSpans, 30);

/** Good strategies with faulty ones between them; the fitnesses and failures that come of it. */
async function evaluateWith(pool: EvaluationPool, faultsAt: ReadonlyMap<number, Fault>) {
  const genomes = good.map((genome, i) => (faultsAt.has(i) ? faulty(faultsAt.get(i)!) : genome));
  const failures: StrategyFailure[] = [];
  const fitnesses = await pool.evaluator(flatSpansProblem, (failure) => failures.push(failure))(genomes);
  const serial = await serialEvaluator(flatSpansProblem)(good);
  const expected = serial.map((fitness, i) => (faultsAt.has(i) ? WORST_FITNESS : fitness));
  failures.sort((a, b) => a.index - b.index);
  return { genomes, fitnesses, failures, expected };
}

describe('a strategy that cannot be evaluated gets the worst fitness, and only it', () => {
  it.each([
    { fault: 'throw', pool: patient, reason: 'threw', message: /^thrown on purpose$/ },
    { fault: 'hang', pool: impatient, reason: 'timeout', message: /^took longer than 1 s$/ },
    { fault: 'exit', pool: patient, reason: 'crashed', message: /exited with code: 3/ },
    { fault: 'memory', pool: patient, reason: 'crashed', message: /memory/ },
  ] as const)('when it should $fault', async ({ fault, pool, reason, message }) => {
    for (const places of [[7], [0, 12, 13, 29]]) {
      const { genomes, fitnesses, failures, expected } = await evaluateWith(pool, new Map(places.map((place) => [place, fault])));
      expect(fitnesses).toEqual(expected);
      expect(failures.map(({ index }) => index)).toEqual(places);
      for (const failure of failures) {
        expect(failure.reason).toBe(reason);
        expect(failure.message).toMatch(message);
        expect(failure.genome).toBe(genomes[failure.index]);
      }
    }
  });

  it('whatever the faults around it', async () => {
    const { fitnesses, failures, expected } = await evaluateWith(
      impatient,
      new Map<number, Fault>([
        [1, 'hang'],
        [2, 'throw'],
        [3, 'exit'],
        [4, 'throw'],
        [28, 'exit'],
      ]),
    );
    expect(fitnesses).toEqual(expected);
    expect(failures.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'timeout'],
      [2, 'threw'],
      [3, 'crashed'],
      [4, 'threw'],
      [28, 'crashed'],
    ]);
  });

  it('and not those that wait behind it', async () => {
    const alone = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 1, chunkTime: 0 });
    try {
      const places = [0, 1, 2, 3, 4, 5, 6, 7];
      const { fitnesses, failures, expected } = await evaluateWith(alone, new Map(places.map((place) => [place, 'exit'])));
      expect(fitnesses).toEqual(expected);
      expect(failures.map(({ index, reason }) => [index, reason])).toEqual(places.map((place) => [place, 'crashed']));
    } finally {
      await alone.close();
    }
  });

  it('when all of them crash', async () => {
    const genomes = Array.from({ length: 5 }, () => faulty('exit'));
    expect(await patient.evaluator(flatSpansProblem)(genomes)).toEqual(genomes.map(() => WORST_FITNESS));
  });

  it('and the pool stays usable', async () => {
    const expected = await serialEvaluator(flatSpansProblem)(good);
    for (const pool of [patient, impatient]) expect(await pool.evaluator(flatSpansProblem)(good)).toEqual(expected);
  });

  it('an abort does not wait for a strategy that hangs', async () => {
    const controller = new AbortController();
    const running = impatient.evaluator(flatSpansProblem)([faulty('hang'), faulty('hang')], controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await impatient.evaluator(flatSpansProblem)(good.slice(0, 2))).toHaveLength(2);
  });
});
