import { describe, expect, it } from 'vitest';
import { replace, slice } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import type { GenerationView, OriginView } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const longer = { ...small, generations: 10, mutation: 0.5 };

async function generationsOf({ ask, workbench }: Bench): Promise<GenerationView[]> {
  const { id } = await workbench.runs.start(longer);
  await workbench.runs.ended(id);
  return Promise.all(Array.from({ length: longer.generations + 1 }, (_, generation) => ask('runs.generation', { run: id, generation })));
}

/** The strategy that the first parent becomes by the change. */
function applied({ strategy, parents, change }: OriginView): string {
  if (!change) return parents[0]!.strategy;
  const [before, after] = [parse(parents[0]!.strategy), parse(strategy)];
  expect(print(slice(before, change.before))).toBe(change.before.text);
  expect(print(slice(after, change.after))).toBe(change.after.text);
  return print(replace(before, change.before, slice(after, change.after)));
}

describe('how an individual came to be', () => {
  it('is told of everybody: parents, operator, the subtree that changed, fitness before and after', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await generationsOf(bench);
    let changes = 0;
    for (const generation of [0, 1, 9]) {
      for (const { slot, strategy, fitness, operator, parents } of generations[generation]!.individuals) {
        const origin = await bench.ask('runs.origin', { run: '1', generation, slot });
        expect(origin).toMatchObject({ generation, slot, strategy, fitness, operator });
        const expected = parents.map((parent) => generations[generation - 1]!.individuals[parent]!);
        expect(origin.parents).toStrictEqual(
          expected.map((parent) => ({ slot: parent.slot, strategy: parent.strategy, fitness: parent.fitness })),
        );
        if (parents.length === 0) expect(origin.change).toBeNull();
        else expect(applied(origin)).toBe(strategy);
        if (origin.change) changes++;
        if (operator === 'reproduce') expect(origin.change).toBeNull();
      }
    }
    expect(changes).toBeGreaterThan(15);
  });

  it('goes back to generation 0: every ancestor once, and the line of first parents', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await generationsOf(bench);
    const { line, ancestors } = await bench.ask('runs.lineage', { run: '1', generation: 10, slot: 4 });

    let wanted = new Set([4]);
    const expected: unknown[] = [];
    for (let generation = 10; generation >= 0; generation--) {
      const members = generations[generation]!.individuals.filter((one) => wanted.has(one.slot));
      expected.push(...members.map(({ slot, operator, parents, fitness }) => ({ generation, slot, operator, parents, fitness })));
      wanted = new Set(members.flatMap((one) => one.parents));
    }
    expect(ancestors).toStrictEqual(expected);

    expect(line.map((one) => one.generation)).toStrictEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    for (const [i, one] of line.entries()) {
      expect(one).toStrictEqual(await bench.ask('runs.origin', { run: '1', generation: one.generation, slot: one.slot }));
      if (i > 0) expect(one.slot).toBe(line[i - 1]!.parents[0]!.slot);
    }
  });

  it.each([
    [{ run: '1', generation: 11, slot: 0 }, 'Run 1 has no generation 11: its last is 10.'],
    [{ run: '1', generation: 3, slot: 20 }, 'Generation 3 of run 1 has slots 0 to 19, not 20.'],
    [{ run: '5', generation: 0, slot: 0 }, 'There is no run 5 (`organism runs` lists what there is).'],
  ])('%j: the place is not there', async (place, message) => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await generationsOf(bench);
    for (const command of ['runs.origin', 'runs.lineage'] as const) {
      expect(await bench.dispatch(command, place)).toMatchObject({ ok: false, error: { code: 'expected', message } });
    }
  });
});
