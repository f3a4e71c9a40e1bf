import type { Genome } from '../../strategy/genome.ts';
import { type Compiler, MOST_NODES_A_CODE } from './compile.ts';
import type { Address } from './kernel.ts';
import type { Layout } from './layout.ts';
import type { Machine, Tile } from './machine.ts';
import type { Node } from './nodes.ts';
import type { KernelBars } from './share.ts';

/** The tiles of a data set: one where its columns are short. */
export function tilesOf({ bars, tile, halo }: Layout): Tile[] {
  const tiles: Tile[] = [];
  for (let fresh = 0; fresh < bars; fresh += tile)
    tiles.push({ first: Math.max(0, fresh - halo), fresh, end: Math.min(bars, fresh + tile) });
  return tiles;
}

/**
 * Decides strategies on data that are worked on tile by tile. Columns of a tile are gone with the next, so that several
 * strategies are taken through the tiles together: what they have in common is computed once.
 */
export class Tiling {
  readonly #bars: KernelBars;
  readonly #region: Address;
  readonly #compiler: Compiler;
  readonly #machine: Machine;
  readonly #tiles: readonly Tile[];
  readonly #together: number;
  #upcoming: readonly Genome[] = [];
  /** Where the decisions of each strategy stand that was taken through the tiles last. */
  readonly #decided = new Map<Genome, Address>();

  /** @param together false: each strategy by itself */
  constructor(bars: KernelBars, region: Address, compiler: Compiler, machine: Machine, together: boolean) {
    this.#bars = bars;
    this.#region = region;
    this.#compiler = compiler;
    this.#machine = machine;
    this.#tiles = tilesOf(bars.layout);
    this.#together = together ? bars.layout.region.decisionCount : 1;
  }

  forget(): void {
    this.expect([]);
  }

  /** Says which strategies come next, in this order. */
  expect(genomes: readonly Genome[]): void {
    this.#upcoming = genomes;
    this.#decided.clear();
  }

  /** Where the decisions of a strategy stand, good until those of another are asked for. Throws when it is malformed. */
  decide(genome: Genome): Address {
    const known = this.#decided.get(genome);
    if (known !== undefined) return known;
    const from = this.#upcoming.indexOf(genome);
    const group = from < 0 ? [genome] : this.#upcoming.slice(from, from + this.#together);
    try {
      this.#decide(group);
    } catch (error) {
      // One of them needs more than there is: each by itself, so that no other one suffers.
      this.forget();
      this.#machine.forget();
      if (group.length === 1) throw error;
      this.#decide([genome]);
    }
    return this.#decided.get(genome)!;
  }

  /** Takes strategies through the tiles; what is new in each is put together to the decisions over the whole data set. */
  #decide(group: readonly Genome[]): void {
    this.#decided.clear();
    const roots = this.#compile(group);
    const { pending, count } = this.#compiler.nodes;
    const needed = pending.slice(0, count);
    const memory = new Uint8Array(this.#bars.memory.buffer);
    for (const tile of this.#tiles) {
      pending.set(needed);
      this.#machine.moveTo(tile);
      for (const [root, decisions] of roots) {
        const from = this.#machine.acquire(root) + (tile.fresh - tile.first) / 8;
        memory.copyWithin(decisions + tile.fresh / 8, from, from + Math.ceil((tile.end - tile.fresh) / 8));
        this.#machine.release(root);
      }
    }
  }

  /** The root of each strategy, and where its decisions go. Those after the first that are malformed are left out, or find no room. */
  #compile(group: readonly Genome[]): [Node, Address][] {
    const { nodes } = this.#compiler;
    const { decisions, decisionBytes } = this.#bars.layout.region;
    const roots: [Node, Address][] = [];
    nodes.clear();
    this.#compiler.begin();
    for (const genome of group) {
      if (roots.length > 0 && !nodes.hasRoomFor(genome.codes.length * MOST_NODES_A_CODE)) break;
      const address = this.#region + decisions + roots.length * decisionBytes;
      try {
        roots.push([this.#compiler.compile(genome), address]);
        this.#decided.set(genome, address);
      } catch (error) {
        if (roots.length === 0) throw error;
      }
    }
    return roots;
  }
}
