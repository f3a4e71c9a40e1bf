import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replace, slice } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { toTree } from '../../main/strategy/tree.ts';
import type { GenerationView, IndividualDetail, PopulationColumns } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const LAST = 12;
const longer = { ...small, generations: LAST, mutation: 0.5 };

async function runOf({ ask, workbench }: Bench): Promise<GenerationView[]> {
  const { id } = await workbench.runs.start(longer);
  await workbench.runs.ended(id);
  return Promise.all(Array.from({ length: LAST + 1 }, (_, generation) => ask('runs.generation', { run: id, generation })));
}

/** What columns say of one slot, in the shape of the view with objects. */
const member = (columns: PopulationColumns, slot: number) => ({
  slot,
  fitness: Array.from({ length: columns.fitness.length / columns.length }, (_, i) => columns.fitness[i * columns.length + slot]!),
  size: columns.sizes[slot]!,
  height: columns.heights[slot]!,
  parents: [...columns.parents.slice(2 * slot, 2 * slot + 2)].filter((parent) => parent >= 0),
  operator: columns.operatorNames[columns.operators[slot]!]!,
});

/** How long an individual has lived, by walking back through the generations. */
function ageIn(generations: readonly GenerationView[], generation: number, slot: number): number {
  const { operator, parents } = generations[generation]!.individuals[slot]!;
  return operator === 'reproduce' ? 1 + ageIn(generations, generation - 1, parents[0]!) : 0;
}

/** The strategy that the one before becomes by the changes, from right to left. */
function applied({ strategy, before, changes }: IndividualDetail): string {
  const child = parse(strategy);
  const genome = changes
    .toReversed()
    .reduce((all, change) => replace(all, change.before, slice(child, change.after)), parse(before!.strategy));
  return print(genome);
}

describe('stored generations as columns', () => {
  it('say the same as one object a strategy, of any stretch of generations', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await runOf(bench);
    const all = await bench.ask('runs.populations', { run: '1', from: 0, to: LAST });
    expect(all.map(({ generation }) => generation)).toEqual(generations.map(({ row }) => row.generation));
    for (const columns of all) {
      const { individuals, champion } = generations[columns.generation]!;
      expect(columns.champion).toBe(champion.slot);
      expect(Array.from({ length: columns.length }, (_, slot) => member(columns, slot))).toEqual(
        individuals.map(({ strategy: _, ...rest }) => rest),
      );
    }
    expect(await bench.ask('runs.populations', { run: '1', from: 5, to: 7 })).toEqual(all.slice(5, 8));
  });

  it('say how long everybody has lived unchanged, whichever generation is asked for first', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await runOf(bench);
    for (const from of [LAST, 3, 7, 0, 8]) {
      const [columns] = await bench.ask('runs.populations', { run: '1', from, to: from });
      const slots = Array.from({ length: columns!.length }, (_, slot) => slot);
      expect([...columns!.ages]).toEqual(slots.map((slot) => ageIn(generations, from, slot)));
    }
    const oldest = (await bench.ask('runs.populations', { run: '1', from: 0, to: LAST })).flatMap(({ ages }) => [...ages]);
    expect(Math.max(...oldest)).toBeGreaterThan(1);
  });

  it('are refused with the reason where there are none', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await runOf(bench);
    const refused = (from: number, to: number, run = '1') => bench.ask('runs.populations', { run, from, to }).catch((failure) => failure);
    expect(await refused(0, 13)).toMatchObject({ code: 'expected', message: 'Run 1 has no generation 13: its last is 12.' });
    expect(await refused(0, 0, '9')).toMatchObject({ code: 'expected', message: expect.stringContaining('There is no run 9') });
    expect(await refused(4, 3)).toMatchObject({ code: 'expected', message: expect.stringContaining('in their order') });
    expect(await refused(0, 64)).toMatchObject({ code: 'expected', message: expect.stringContaining('from 1 to 64') });
  });
});

describe('one individual', () => {
  it('is told with its text and tree, and becomes from its first parent by the changes', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await runOf(bench);
    let several = 0;
    for (const generation of [1, 6, LAST]) {
      for (const view of generations[generation]!.individuals) {
        const detail = await bench.ask('runs.individual', { run: '1', generation, slot: view.slot });
        expect(detail).toMatchObject(view);
        expect(detail.tree).toEqual(toTree(parse(view.strategy)));
        expect(detail.age).toBe(ageIn(generations, generation, view.slot));
        const parent = generations[generation - 1]!.individuals[view.parents[0]!]!;
        expect(detail.before).toEqual({
          generation: generation - 1,
          slot: parent.slot,
          strategy: parent.strategy,
          fitness: parent.fitness,
        });
        expect(applied(detail)).toBe(view.strategy);
        expect(detail.changes.length > 0).toBe(parent.strategy !== view.strategy);
        if (detail.changes.length > 1) several++;
      }
    }
    expect(several).toBeGreaterThan(0);
    expect(await bench.ask('runs.individual', { run: '1', generation: 0, slot: 3 })).toMatchObject({ before: null, changes: [] });
  });

  it('is compared with any other of the run', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const generations = await runOf(bench);
    for (const slot of [0, 7, 19]) {
      const detail = await bench.ask('runs.individual', { run: '1', generation: LAST, slot, against: { generation: 2, slot: 5 } });
      expect(detail.before!.strategy).toBe(generations[2]!.individuals[5]!.strategy);
      expect(applied(detail)).toBe(detail.strategy);
    }
    const outside = bench.ask('runs.individual', { run: '1', generation: 3, slot: 20 });
    await expect(outside).rejects.toMatchObject({ message: 'Generation 3 of run 1 has slots 0 to 19, not 20.' });
  });

  it('has all its ancestors in columns that agree with the lineage', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await runOf(bench);
    const { ancestors } = await bench.ask('runs.lineage', { run: '1', generation: LAST, slot: 4 });
    const columns = await bench.ask('runs.ancestry', { run: '1', generation: LAST, slot: 4 });
    const objectives = longer.objectives.length;
    const found = [...columns.starts.slice(0, -1)].flatMap((start, back) =>
      Array.from({ length: columns.starts[back + 1]! - start }, (_, i) => ({
        generation: LAST - back,
        slot: columns.slots[start + i]!,
        operator: columns.operatorNames[columns.operators[start + i]!]!,
        parents: [...columns.parents.slice(2 * (start + i), 2 * (start + i) + 2)]
          .filter((e) => e >= 0)
          .map((entry) => columns.slots[entry]!),
        fitness: [...columns.fitness.slice(objectives * (start + i), objectives * (start + i + 1))],
      })),
    );
    expect(found).toEqual(ancestors);
  });
});

it('a replay that was drawn is written as it is where the user says, or nowhere', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'replay.gif');
  const answers = [path, null];
  await using bench = openBench(folder.path, {
    dialogs: { openFile: async () => null, saveFile: async () => answers.shift()! },
  });
  await runOf(bench);
  const bytes = Uint8Array.of(71, 73, 70, 0, 255);
  expect(await bench.ask('exports.saveReplay', { run: '1', format: 'gif', bytes })).toEqual({ files: [path] });
  expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
  expect(await bench.ask('exports.saveReplay', { run: '1', format: 'gif', bytes: Uint8Array.of(1) })).toBeNull();
  expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
});
