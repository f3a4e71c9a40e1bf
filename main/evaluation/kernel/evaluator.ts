import { fitnessOfCases } from '../../backtest/objectives/fitness.ts';
import { languageObjectives } from '../../backtest/objectives/registry.ts';
import type { Period } from '../../market/bars.ts';
import type { Fitness } from '../../strategy/fitness.ts';
import type { Genome } from '../../strategy/genome.ts';
import { unpackBits } from './bits.ts';
import { Compiler, MOST_NODES_A_CODE } from './compile.ts';
import { type Address, instantiate, type Kernel } from './kernel.ts';
import { Machine } from './machine.ts';
import { type Node, Nodes } from './nodes.ts';
import type { KernelBars } from './share.ts';
import { Tiling, tilesOf } from './tiling.ts';

/** sharpe, maxDrawdown and winRate in one period. */
export type LanguageValues = readonly [number, number, number];

export interface KernelOptions {
  /** False: no strategy is shortened, and nothing computed for one is used for another. The fitnesses are the same. */
  readonly shortcuts?: boolean;
  /** Whether what is computed is shared with the evaluators of other threads on the same data, and with later ones; true when absent. */
  readonly share?: boolean;
}

/** Evaluates strategies on one data set with the kernel, in one thread and its region of the memory. */
export class KernelEvaluator {
  readonly #kernel: Kernel;
  readonly #bars: KernelBars;
  readonly #shortcuts: boolean;
  readonly #nodes: Nodes;
  readonly #compiler: Compiler;
  readonly #machine: Machine;
  /** Only where the data are worked on in tiles. */
  readonly #tiling: Tiling | undefined;
  readonly #region: Address;
  readonly #result: Float64Array;
  readonly #expected = new Map<Genome, Node>();

  /** @param region that of this thread alone, see `claimRegion` */
  constructor(bars: KernelBars, region: number, { shortcuts = true, share = true }: KernelOptions = {}) {
    const { layout, memory, module } = bars;
    this.#bars = bars;
    this.#shortcuts = shortcuts;
    this.#kernel = instantiate(module, memory);
    this.#region = layout.firstRegion + region * layout.region.bytes;
    this.#nodes = new Nodes(shortcuts, bars.nonNegative);
    this.#compiler = new Compiler(this.#nodes, shortcuts);
    this.#machine = new Machine(this.#kernel, bars, this.#region, this.#nodes, shortcuts && share);
    this.#result = new Float64Array(memory.buffer, this.#region + layout.region.result, 3);
    const tiles = tilesOf(layout);
    if (tiles.length > 1) this.#tiling = new Tiling(bars, this.#region, this.#compiler, this.#machine, shortcuts);
    this.#machine.moveTo(tiles[0]!);
  }

  /** How many columns and signals have been computed so far: what was found in a cache is not counted. */
  get computed(): number {
    return this.#machine.computed;
  }

  /** Forgets everything that was computed for earlier strategies, but not what is shared. */
  forget(): void {
    this.#expected.clear();
    this.#tiling?.forget();
    this.#machine.forget();
    this.#nodes.clear();
  }

  /** Says which strategies come next, so that what several of them need is computed once. Only advice. */
  expect(genomes: readonly Genome[]): void {
    this.#expected.clear();
    this.#tiling?.expect(genomes);
    if (!this.#shortcuts || this.#tiling) return;
    this.#makeRoomFor(genomes);
    this.#compiler.begin();
    for (const genome of genomes) {
      // Others than these are compiled when their turn comes.
      if (!this.#nodes.hasRoomFor(genome.codes.length * MOST_NODES_A_CODE)) break;
      try {
        this.#expected.set(genome, this.#compiler.compile(genome));
      } catch {
        // Malformed: `evaluate` will say so when its turn comes.
      }
    }
  }

  /**
   * The fitness of a strategy: [sharpe, maxDrawdown, winRate], averaged over the periods; the worst where it holds fewer
   * bars than `minHeldBars` in one of them. Throws when it is malformed.
   */
  evaluate(genome: Genome, periods: readonly Period[], minHeldBars = 1): Fitness {
    return fitnessOfCases(languageObjectives, this.values(genome, periods, minHeldBars));
  }

  /**
   * [sharpe, maxDrawdown, winRate] in each period, null where it holds fewer bars than `minHeldBars` in one of them.
   * They may be infinite or NaN. Throws when the strategy is malformed.
   *
   * @param look is shown the decisions, 32 a word, the earliest lowest; good until it returns
   */
  values(genome: Genome, periods: readonly Period[], minHeldBars = 1, look?: (bits: Uint32Array) => void): LanguageValues[] | null {
    return this.#decide(genome, (bits) => {
      look?.(new Uint32Array(this.#bars.memory.buffer, bits, Math.ceil(this.#bars.layout.bars / 32)));
      return this.#backtest(bits, periods, Math.max(1, minHeldBars));
    });
  }

  /** The decision at every bar, one byte a bar, as `signals` in main/backtest gives it. */
  decisions(genome: Genome): Uint8Array {
    return this.#decide(genome, (address) => {
      const { bars } = this.#bars.layout;
      return unpackBits(new Uint8Array(this.#bars.memory.buffer, address, Math.ceil(bars / 8)), bars);
    });
  }

  /** Computes the decisions as bits and hands their address to `use`. */
  #decide<Result>(genome: Genome, use: (bits: Address) => Result): Result {
    try {
      if (this.#tiling) return use(this.#tiling.decide(genome));
      const root = this.#expected.get(genome) ?? this.#compileAlone(genome);
      const result = use(this.#machine.acquire(root));
      this.#machine.release(root);
      return result;
    } catch (error) {
      // Columns may have been left in use.
      this.#machine.forget();
      throw error;
    }
  }

  #compileAlone(genome: Genome): Node {
    if (!this.#shortcuts) this.#nodes.clear();
    else this.#makeRoomFor([genome]);
    this.#compiler.begin();
    return this.#compiler.compile(genome);
  }

  /** Forgets all nodes when those of these strategies might not fit any more. */
  #makeRoomFor(genomes: readonly Genome[]): void {
    const codes = genomes.reduce((sum, genome) => sum + genome.codes.length, 0);
    if (this.#nodes.hasRoomFor(codes * MOST_NODES_A_CODE)) return;
    this.forget();
  }

  #backtest(bits: Address, periods: readonly Period[], minHeldBars: number): LanguageValues[] | null {
    const { layout } = this.#bars;
    const { held, result } = layout.region;
    const values: LanguageValues[] = [];
    for (const { start, end } of periods) {
      const count = this.#kernel.backtest(
        bits,
        layout.data.nextReturn,
        layout.wins,
        start + layout.window - 1,
        end - 3,
        this.#region + held,
        this.#region + result,
      );
      if (count < minHeldBars) return null;
      values.push([this.#result[0]!, this.#result[1]!, this.#result[2]!]);
    }
    return values;
  }
}
