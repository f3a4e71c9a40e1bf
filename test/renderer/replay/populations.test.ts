import { expect, test } from 'vitest';
import { Populations } from '../../../renderer/state/populations.ts';
import { columnsOf } from './columns.ts';

const WAIT = { timeout: 5_000, interval: 5 };
const population = (generation: number) => columnsOf(generation, [{ fitness: [1, 0.5, 0.5] }]);

/** A run whose generations are answered at once, with a list of what was asked for. */
function source(answer = population) {
  const asked: [number, number][] = [];
  const populations = new Populations('1', async (from, to) => {
    asked.push([from, to]);
    return Array.from({ length: to - from + 1 }, (_, i) => answer(from + i));
  });
  return { populations, asked };
}

test('the generation that is wanted comes first, then those ahead, then those behind, each once', async () => {
  const { populations, asked } = source();
  populations.want(100, 200, 1);
  await expect.poll(() => asked.length, WAIT).toBe(6);
  expect(asked).toEqual([
    [96, 111],
    [112, 127],
    [128, 143],
    [144, 159],
    [160, 175],
    [80, 95],
  ]);
  expect(populations.get(100)!.generation).toBe(100);
  expect(populations.get(7)).toBeNull();
  populations.want(90, 200, -1);
  await expect.poll(() => asked.length, WAIT).toBe(10);
  expect(asked.slice(6).map(([from]) => from)).toEqual([64, 48, 32, 16]);
});

test('of a run that grows only what is new is asked for', async () => {
  const { populations, asked } = source();
  populations.want(0, 3, 1);
  await expect.poll(() => populations.has(3), WAIT).toBe(true);
  populations.want(4, 5, 1);
  await expect.poll(() => populations.has(5), WAIT).toBe(true);
  expect(asked).toEqual([
    [0, 3],
    [4, 5],
  ]);
});

test('what was passed over on the way is never asked for', async () => {
  const asked: number[] = [];
  let answer: (() => void) | undefined;
  const populations = new Populations('1', async (from, to) => {
    asked.push(from);
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return Array.from({ length: to - from + 1 }, (_, i) => population(from + i));
  });
  populations.want(0, 9_999, 1);
  for (let generation = 0; generation < 5_000; generation += 50) populations.want(generation, 9_999, 1);
  answer!();
  await expect.poll(() => asked.length, WAIT).toBe(2);
  expect(asked).toEqual([0, 4_944]);
});

test('memory is bounded: those not looked at for longest go', async () => {
  const large = { ...population(0), fitness: new Float64Array(300_000) };
  const { populations } = source((generation) => ({ ...large, generation }));
  for (const generation of [0, 100, 200, 300]) {
    populations.want(generation, 400, 1);
    await expect.poll(() => populations.has(generation), WAIT).toBe(true);
  }
  expect(populations.has(0)).toBe(false);
  const kept = Array.from({ length: 401 }, (_, generation) => populations.has(generation)).filter(Boolean).length;
  expect(kept * large.fitness.byteLength).toBeLessThanOrEqual(100e6);
});

test('a failure is told, and tried again when somebody asks', async () => {
  let fails = true;
  const populations = new Populations('1', async (from, to) => {
    if (fails) throw new Error('the database is damaged');
    return Array.from({ length: to - from + 1 }, (_, i) => population(from + i));
  });
  let told = 0;
  populations.subscribe(() => told++);
  populations.want(0, 3, 1);
  await expect.poll(() => told, WAIT).toBe(1);
  expect(populations.error).toMatchObject({ message: 'the database is damaged' });
  fails = false;
  populations.retry();
  await expect.poll(() => populations.has(3), WAIT).toBe(true);
  expect(populations.error).toBeNull();
});
