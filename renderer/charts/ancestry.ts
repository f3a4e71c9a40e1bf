import type { AncestryColumns } from '../../preload/contract.ts';

/** An ancestor in the graph: where it came to be. Copies of it that lived on unchanged are not nodes of their own. */
export interface AncestryNode {
  /** Its entry in the columns. */
  readonly entry: number;
  readonly generation: number;
  readonly slot: number;
  /** The last generation, as far as this ancestry goes, in which it lives on unchanged. */
  readonly until: number;
  readonly operator: string;
  /** Entries of the nodes of its parents; −1 where there is none. A second parent that is the first again counts once. */
  readonly parents: readonly [number, number];
}

/**
 * The ancestors of an individual as a graph that is opened step by step: at first the line of first parents, then the
 * line of whichever second parent somebody asks for, as far back as it meets what is shown already.
 */
export class AncestryGraph {
  readonly #columns: AncestryColumns;
  readonly #generations: Uint32Array;
  /** For each entry that of the node it is a copy of. */
  readonly #origins: Int32Array;
  /** For each node the last generation in which it lives on. */
  readonly #until: Uint32Array;
  /** Distinct ancestors, the individual itself left out. */
  readonly ancestors: number;

  constructor(columns: AncestryColumns) {
    const { starts, slots, parents, operators, operatorNames, generation } = columns;
    this.#columns = columns;
    this.#generations = new Uint32Array(slots.length);
    for (let back = 0; back + 1 < starts.length; back++) this.#generations.fill(generation - back, starts[back], starts[back + 1]);
    const copies = operatorNames.indexOf('reproduce');
    this.#origins = Int32Array.from(slots, (_, entry) => entry);
    this.#until = this.#generations.slice();
    // From the oldest on: a copy of a copy is a copy of the first.
    for (let entry = slots.length - 1; entry >= 0; entry--) {
      const parent = parents[2 * entry]!;
      if (operators[entry] !== copies || parent < 0) continue;
      const origin = this.#origins[parent]!;
      this.#origins[entry] = origin;
      this.#until[origin] = Math.max(this.#until[origin]!, this.#generations[entry]!);
    }
    this.ancestors = this.#origins.reduce((count, origin, entry) => count + Number(origin === entry), 0) - 1;
  }

  get root(): number {
    return this.#origins[0]!;
  }

  node(entry: number): AncestryNode {
    const { slots, operators, operatorNames, parents } = this.#columns;
    const [first, second] = [parents[2 * entry]!, parents[2 * entry + 1]!].map((parent) => (parent < 0 ? -1 : this.#origins[parent]!)) as [
      number,
      number,
    ];
    return {
      ...{ entry, generation: this.#generations[entry]!, slot: slots[entry]!, until: this.#until[entry]! },
      operator: operatorNames[operators[entry]!]!,
      parents: [first, second === first ? -1 : second],
    };
  }

  fitness(entry: number): number[] {
    const { fitness, slots } = this.#columns;
    const count = fitness.length / slots.length;
    return [...fitness.subarray(entry * count, (entry + 1) * count)];
  }

  /** From a node to its oldest first parent, or to the first one that `ends` names. */
  line(entry: number, ends: (entry: number) => boolean = () => false): number[] {
    const found: number[] = [];
    for (let at = entry; at >= 0 && !ends(at); at = this.node(at).parents[0]) found.push(at);
    return found;
  }

  /** Nodes to open so that all ancestors are shown, or as many as `most` shown nodes allow: the latest first. */
  openings(most: number): ReadonlySet<number> {
    const opened = new Set<number>();
    const shown = new Set(this.line(this.root));
    const waiting = [...shown];
    for (let i = 0; i < waiting.length && shown.size < most; i++) {
      const second = this.node(waiting[i]!).parents[1];
      if (second < 0) continue;
      opened.add(waiting[i]!);
      for (const entry of this.line(second, (at) => shown.has(at))) {
        shown.add(entry);
        waiting.push(entry);
      }
    }
    return opened;
  }
}

export interface PlacedAncestor extends AncestryNode {
  /** Column, the oldest at 0, and lane, that of the line of first parents at 0. */
  readonly column: number;
  readonly lane: number;
  /** Whether its second parent has a line of its own that can be opened or closed. */
  readonly second: 'none' | 'closed' | 'open';
}

export interface AncestryLayout {
  /** By entry, the line of first parents first. */
  readonly nodes: ReadonlyMap<number, PlacedAncestor>;
  readonly edges: readonly { readonly parent: number; readonly child: number; readonly first: boolean }[];
  readonly columns: number;
  /** Lanes above and below the line of first parents. */
  readonly lanes: readonly [number, number];
}

/** Places what is open: a column for each generation in which a node came to be, a lane for each line. */
export function ancestryLayout(graph: AncestryGraph, open: ReadonlySet<number>): AncestryLayout {
  const lanes = new Map<number, number>();
  const taken = new Map<number, [number, number][]>();
  const isFree = (lane: number, from: number, to: number) => !taken.get(lane)?.some(([a, b]) => from <= b && a <= to);
  const occupy = (line: readonly number[], lane: number, to: number) => {
    for (const entry of line) lanes.set(entry, lane);
    taken.set(lane, [...(taken.get(lane) ?? []), [graph.node(line.at(-1)!).generation, to]]);
  };

  const main = graph.line(graph.root);
  occupy(main, 0, Number.POSITIVE_INFINITY);
  const waiting = [...main];
  for (const child of waiting) {
    const { parents, generation } = graph.node(child);
    if (!open.has(child) || parents[1] < 0) continue;
    const line = graph.line(parents[1], (at) => lanes.has(at));
    if (line.length === 0) continue;
    const oldest = graph.node(line.at(-1)!).generation;
    occupy(
      line,
      nearestLane(lanes.get(child)!, (lane) => isFree(lane, oldest, generation)),
      generation,
    );
    waiting.push(...line);
  }

  const nodes = [...lanes.keys()].map((entry) => graph.node(entry));
  const generations = [...new Set(nodes.map(({ generation }) => generation))].sort((a, b) => a - b);
  const columnOf = new Map(generations.map((generation, column) => [generation, column]));
  const edges = nodes.flatMap(({ entry, parents: [first, second] }) => [
    ...(lanes.has(first) ? [{ parent: first, child: entry, first: true }] : []),
    ...(second >= 0 && lanes.has(second) && open.has(entry) ? [{ parent: second, child: entry, first: false }] : []),
  ]);
  const placed = nodes.map((node): PlacedAncestor => {
    const second = node.parents[1] < 0 ? 'none' : open.has(node.entry) ? 'open' : 'closed';
    return { ...node, column: columnOf.get(node.generation)!, lane: lanes.get(node.entry)!, second };
  });
  const used = placed.map(({ lane }) => lane);
  return {
    nodes: new Map(placed.map((node) => [node.entry, node])),
    edges,
    columns: generations.length,
    lanes: [used.reduce((a, b) => Math.min(a, b), 0), used.reduce((a, b) => Math.max(a, b), 0)],
  };
}

/** The free lane nearest to that of the child, below it before above. */
function nearestLane(from: number, isFree: (lane: number) => boolean): number {
  for (let distance = 1; ; distance++) {
    if (isFree(from + distance)) return from + distance;
    if (isFree(from - distance)) return from - distance;
  }
}

/** The node that an arrow key leads to; null where there is none. Left is older. */
export function neighbour({ nodes, edges }: AncestryLayout, from: number, key: string): number | null {
  const at = nodes.get(from)!;
  if (key === 'ArrowLeft') return nodes.has(at.parents[0]) ? at.parents[0] : null;
  if (key === 'ArrowRight') return (edges.find((e) => e.parent === from && e.first) ?? edges.find((e) => e.parent === from))?.child ?? null;
  const sign = key === 'ArrowDown' ? 1 : -1;
  let [found, nearest] = [null as number | null, Number.POSITIVE_INFINITY];
  for (const { entry, lane, column } of nodes.values()) {
    if ((lane - at.lane) * sign <= 0) continue;
    const distance = Math.abs(lane - at.lane) * 3 + Math.abs(column - at.column);
    if (distance < nearest) [found, nearest] = [entry, distance];
  }
  return found;
}
