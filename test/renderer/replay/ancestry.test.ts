import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AncestryColumns } from '../../../preload/contract.ts';
import { AncestryGraph, ancestryLayout, neighbour } from '../../../renderer/charts/ancestry.ts';

const operatorNames = ['initialise', 'reproduce', 'crossover', 'mutation', 'crossover+mutation'];

/** Populations from generation 0 on, each a list of [operator, ...parents]; the ancestors of slot 0 of the last. */
function ancestryOf(populations: readonly (readonly [string, ...number[]])[][]): AncestryColumns {
  const [starts, slots, parents, operators] = [[0], [] as number[], [] as number[], [] as number[]];
  let wanted = [0];
  for (const population of populations.toReversed()) {
    const next = [...new Set(wanted.flatMap((slot) => population[slot]!.slice(1) as number[]))].sort((a, b) => a - b);
    const first = slots.length + wanted.length;
    for (const slot of wanted) {
      const [operator, ...from] = population[slot]!;
      slots.push(slot);
      operators.push(operatorNames.indexOf(operator));
      parents.push(...[0, 1].map((i) => (from[i] === undefined ? -1 : first + next.indexOf(from[i]!))));
    }
    starts.push(slots.length);
    wanted = next;
  }
  return {
    ...{ generation: populations.length - 1, slot: 0, operatorNames },
    starts: Uint32Array.from(starts),
    slots: Uint32Array.from(slots),
    parents: Int32Array.from(parents),
    operators: Uint8Array.from(operators),
    fitness: Float64Array.from(slots, (slot) => slot / 10),
  };
}

const random = ['initialise'] as const;
const family = () =>
  ancestryOf([
    [[...random], [...random], [...random]],
    [
      ['reproduce', 0],
      ['mutation', 1],
      ['crossover', 1, 2],
    ],
    [
      ['reproduce', 0],
      ['crossover', 1, 2],
      ['reproduce', 2],
    ],
    [['crossover', 0, 1]],
  ]);

const shown = (graph: AncestryGraph, open: ReadonlySet<number>) =>
  [...ancestryLayout(graph, open).nodes.values()].map(({ generation, slot, until, lane }) => [generation, slot, until, lane]);

test('at first there is the line of first parents, copies standing once with the last generation they live in', () => {
  const graph = new AncestryGraph(family());
  expect(shown(graph, new Set())).toEqual([
    [3, 0, 3, 0],
    [0, 0, 2, 0],
  ]);
  expect(graph.ancestors).toBe(6);
});

test('a second parent opens its line as far as it meets what is there', () => {
  const graph = new AncestryGraph(family());
  const first = new Set([graph.root]);
  expect(shown(graph, first)).toEqual([
    [3, 0, 3, 0],
    [0, 0, 2, 0],
    [2, 1, 2, 1],
    [1, 1, 1, 1],
    [0, 1, 0, 1],
  ]);
  const { nodes, edges } = ancestryLayout(graph, first);
  const name = (entry: number) => `${nodes.get(entry)!.generation}/${nodes.get(entry)!.slot}`;
  expect(edges.map(({ parent, child, first: one }) => [name(parent), name(child), one])).toEqual([
    ['0/0', '3/0', true],
    ['2/1', '3/0', false],
    ['1/1', '2/1', true],
    ['0/1', '1/1', true],
  ]);
  const second = [...nodes.values()].find(({ generation }) => generation === 2)!;
  expect(second.second).toBe('closed');
  expect(shown(graph, new Set([graph.root, second.entry])).slice(5)).toEqual([[1, 2, 1, 2]]);
});

test('the arrow keys go along the edges and to the next lane', () => {
  const graph = new AncestryGraph(family());
  const layout = ancestryLayout(graph, new Set([graph.root]));
  const at = (generation: number, slot: number) =>
    [...layout.nodes.values()].find((n) => n.generation === generation && n.slot === slot)!.entry;
  expect(neighbour(layout, graph.root, 'ArrowLeft')).toBe(at(0, 0));
  expect(neighbour(layout, at(0, 0), 'ArrowRight')).toBe(graph.root);
  expect(neighbour(layout, graph.root, 'ArrowDown')).toBe(at(2, 1));
  expect(neighbour(layout, at(2, 1), 'ArrowRight')).toBe(graph.root);
  expect(neighbour(layout, at(0, 1), 'ArrowUp')).toBe(at(0, 0));
  expect(neighbour(layout, at(0, 0), 'ArrowLeft')).toBeNull();
  expect(neighbour(layout, graph.root, 'ArrowUp')).toBeNull();
});

const anyFamily = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat(1000)))
  .map(([generations, size, numbers]) => {
    const draw = (below: number) => (numbers.next().value as number) % below;
    const member = (): [string, ...number[]] => {
      const operator = operatorNames[1 + draw(4)]!;
      return operator.startsWith('crossover') ? [operator, draw(size), draw(size)] : [operator, draw(size)];
    };
    const later = Array.from({ length: generations }, () => Array.from({ length: size }, member));
    return ancestryOf([Array.from({ length: size }, () => [...random] as [string]), ...later]);
  });

test('everything opened, every ancestor stands once, no two in one place, each with edges to its parents', () => {
  fc.assert(
    fc.property(anyFamily, (columns) => {
      const graph = new AncestryGraph(columns);
      const layout = ancestryLayout(graph, graph.openings(Number.POSITIVE_INFINITY));
      expect(layout.nodes.size - 1).toBe(graph.ancestors);
      const places = [...layout.nodes.values()].map(({ column, lane }) => `${column}/${lane}`);
      expect(new Set(places).size).toBe(places.length);
      for (const { entry, parents, generation } of layout.nodes.values()) {
        const wanted = parents.filter((parent) => parent >= 0);
        expect(layout.edges.filter(({ child }) => child === entry).map(({ parent }) => parent)).toEqual(wanted);
        for (const parent of wanted) expect(layout.nodes.get(parent)!.generation).toBeLessThan(generation);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('of very many no more are opened than can be looked at', () => {
  const generations = 300;
  const large = Array.from({ length: generations }, (_, g) =>
    Array.from({ length: 20 }, (_, i): [string, ...number[]] =>
      g === 0 ? ['initialise'] : ['crossover', (i * 7 + g) % 20, (i * 3 + 2 * g) % 20],
    ),
  );
  const graph = new AncestryGraph(ancestryOf(large));
  expect(graph.ancestors).toBeGreaterThan(4_000);
  expect(ancestryLayout(graph, new Set()).nodes.size).toBe(generations);
  const { size } = ancestryLayout(graph, graph.openings(1_000)).nodes;
  expect(size).toBeGreaterThanOrEqual(1_000);
  expect(size).toBeLessThan(1_000 + generations);
});
