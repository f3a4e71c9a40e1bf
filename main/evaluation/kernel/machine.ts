import type { Address, Kernel } from './kernel.ts';
import { CONSTANT_BYTES, dataColumns, type Layout } from './layout.ts';
import { isBinary, NONE, type Node, type Nodes, op } from './nodes.ts';
import type { KernelBars } from './share.ts';
import { SharedColumns } from './shared-columns.ts';
import { Slots } from './slots.ts';

/** How `Nodes.slot` says that a column stands in a place of the shared ones, and which place it says: below NONE. */
const inShared = (placeOrSlot: number): number => -2 - placeOrSlot;

/** The bars [first, end) that columns hold at the moment; those from `fresh` on are new. */
export interface Tile {
  readonly first: number;
  readonly fresh: number;
  readonly end: number;
}

/**
 * Computes nodes, a column of the tile at a time. Columns that are needed again, or have been asked for by an earlier
 * batch already, are remembered as long as there is room, in the region of this worker or for all workers.
 */
export class Machine {
  readonly #kernel: Kernel;
  readonly #bars: KernelBars;
  readonly #layout: Layout;
  readonly #nodes: Nodes;
  readonly #columns: Slots;
  readonly #signals: Slots;
  readonly #constants: Slots;
  readonly #shared: SharedColumns | undefined;
  readonly #scratch: Address;
  /** For each `ema`, its last values in the tile before: it goes on from there. */
  readonly #emas = new Map<Node, Float64Array>();
  #tile: Tile = { first: 0, fresh: 0, end: 0 };
  #bytes = 0;
  #signalBytes = 0;
  #computed = 0;

  /**
   * @param region address of the memory that belongs to this worker
   * @param share whether what other workers have remembered is used, and they get what is computed here
   */
  constructor(kernel: Kernel, bars: KernelBars, region: Address, nodes: Nodes, share: boolean) {
    const { layout, memory } = bars;
    this.#kernel = kernel;
    this.#bars = bars;
    this.#layout = layout;
    this.#nodes = nodes;
    const r = layout.region;
    const forget = (node: Node) => {
      nodes.slot[node] = NONE;
    };
    this.#columns = new Slots(region + r.columns + r.before, r.columnBytes, r.columnCount, forget);
    this.#signals = new Slots(region + r.signals, r.signalBytes, r.signalCount, forget);
    this.#constants = new Slots(region + r.constants, CONSTANT_BYTES, r.constantCount, forget);
    this.#shared = share && layout.shared.count > 0 ? new SharedColumns(bars, nodes) : undefined;
    this.#scratch = region + r.scratch;
    const pad = r.before / 8;
    for (let slot = 0; slot < r.columnCount; slot++)
      new Float64Array(memory.buffer, this.#columns.address(slot) - r.before, pad).fill(Number.NaN);
  }

  /** How many columns and signals have been computed so far. */
  get computed(): number {
    return this.#computed;
  }

  /** Makes all that follows work on this tile; columns of the one before are forgotten. */
  moveTo(tile: Tile): void {
    this.#tile = tile;
    this.#bytes = Math.ceil((tile.end - tile.first) / 16) * 128;
    this.#signalBytes = Math.ceil((tile.end - tile.first) / 128) * 16;
    if (tile.first === 0) this.#emas.clear();
    this.forget();
  }

  /** Gives up every column, whether in use or not. */
  forget(): void {
    this.#nodes.slot.fill(NONE, 0, this.#nodes.count);
    this.#columns.clear();
    this.#signals.clear();
    this.#constants.clear();
    this.#shared?.releaseAll();
  }

  /** The address of the node's column or signal, which stays there until it is released. */
  acquire(node: Node): Address {
    const { op: ops, a, b, slot } = this.#nodes;
    const code = ops[node]!;
    if (code === op.data) return this.#layout.data[dataColumns[a[node]!]!] + this.#tile.first * 8;
    if (code === op.delay) return this.acquire(a[node]!) - b[node]! * 8;
    const slots = this.#slotsOf(code);
    const known = slot[node]!;
    if (known >= 0) {
      slots.use(known);
      return slots.address(known);
    }
    const shared = slots === this.#columns ? this.#shared : undefined;
    const place = shared?.find(node) ?? NONE;
    if (place !== NONE) {
      slot[node] = inShared(place);
      return shared!.address(place);
    }
    const address = this.#compute(node, slots);
    if (slot[node]! < NONE) shared!.publish(inShared(slot[node]!));
    return address;
  }

  release(node: Node): void {
    const { op: ops, a, slot, pending, batches } = this.#nodes;
    const code = ops[node]!;
    if (code === op.data) return;
    pending[node]!--;
    if (code === op.delay) this.release(a[node]!);
    else if (slot[node]! < NONE) this.#shared!.release(inShared(slot[node]!));
    else this.#slotsOf(code).release(slot[node]!, pending[node]! > 0 || batches[node]! > 1);
  }

  #slotsOf(code: number): Slots {
    return code >= op.gt ? this.#signals : code === op.number ? this.#constants : this.#columns;
  }

  #mask(node: Node): 0 | -1 {
    return this.#nodes.op[node] === op.number ? 0 : -1;
  }

  #compute(node: Node, slots: Slots): Address {
    const nodes = this.#nodes;
    const code = nodes.op[node]!;
    const a = nodes.a[node]!;
    const b = nodes.b[node]!;
    if (code === op.number || code === op.never) {
      const out = this.#place(node, slots);
      if (code === op.number) this.#kernel.fill(out, nodes.value[node]!, CONSTANT_BYTES);
      else this.#kernel.fill(out, 0, this.#signalBytes);
      return out;
    }
    if (code === op.standardised || code === op.ifElse) return this.#computeThree(node, slots);
    const x = this.acquire(a);
    if (!isBinary(code)) {
      const out = this.#place(node, slots);
      this.#unary(node, code, out, x, b);
      this.release(a);
      return out;
    }
    const y = this.acquire(b);
    const out = this.#place(node, slots);
    this.#binary(code, out, x, this.#mask(a), y, this.#mask(b));
    this.release(b);
    this.release(a);
    return out;
  }

  #place(node: Node, slots: Slots): Address {
    this.#computed++;
    const place = slots === this.#columns ? (this.#shared?.reserve(node) ?? NONE) : NONE;
    if (place !== NONE) {
      this.#nodes.slot[node] = inShared(place);
      return this.#shared!.address(place);
    }
    const slot = slots.take(node);
    this.#nodes.slot[node] = slot;
    return slots.address(slot);
  }

  #computeThree(node: Node, slots: Slots): Address {
    const { op: ops, a: as, b: bs } = this.#nodes;
    const a = as[node]!;
    const pair = bs[node]!;
    const x = this.acquire(a);
    const y = this.acquire(as[pair]!);
    const z = this.acquire(bs[pair]!);
    const out = this.#place(node, slots);
    if (ops[node] === op.standardised) this.#kernel.standardised(out, x, y, z, this.#bytes);
    else this.#kernel.ifElse(out, x, y, this.#mask(as[pair]!), z, this.#mask(bs[pair]!), this.#bytes);
    this.release(bs[pair]!);
    this.release(as[pair]!);
    this.release(a);
    this.#nodes.pending[pair]!--;
    return out;
  }

  #binary(code: number, out: Address, x: Address, xMask: number, y: Address, yMask: number): void {
    const kernel = this.#kernel;
    const bytes = this.#bytes;
    switch (code) {
      case op.add:
        kernel.add(out, x, xMask, y, yMask, bytes);
        break;
      case op.sub:
        kernel.sub(out, x, xMask, y, yMask, bytes);
        break;
      case op.mul:
        kernel.mul(out, x, xMask, y, yMask, bytes);
        break;
      case op.div:
        kernel.div(out, x, xMask, y, yMask, bytes);
        break;
      case op.change:
        kernel.change(out, x, xMask, y, yMask, bytes);
        break;
      case op.min:
        kernel.min(out, x, xMask, y, yMask, bytes);
        break;
      case op.max:
        kernel.max(out, x, xMask, y, yMask, bytes);
        break;
      case op.strength:
        kernel.strength(out, x, y, bytes);
        break;
      case op.gt:
        kernel.gt(out, x, xMask, y, yMask, bytes);
        break;
      case op.crossAbove:
        kernel.crossAbove(out, x, xMask, y, yMask, bytes);
        break;
      case op.and:
        kernel.and(out, x, y, this.#signalBytes);
        break;
      case op.or:
        kernel.or(out, x, y, this.#signalBytes);
        break;
      case op.xor:
        kernel.xor(out, x, y, this.#signalBytes);
        break;
    }
  }

  #unary(node: Node, code: number, out: Address, x: Address, n: number): void {
    const kernel = this.#kernel;
    const { first, end } = this.#tile;
    // Boundaries stand at multiples of the period counted from bar 0 of the data, whatever the tile.
    const boundary = n > 0 ? (n - (first % n)) % n : 0;
    switch (code) {
      case op.spread:
        kernel.fill(out, this.#nodes.value[this.#nodes.a[node]!]!, this.#bytes);
        break;
      case op.neg:
        kernel.neg(out, x, this.#bytes);
        break;
      case op.abs:
        kernel.abs(out, x, this.#bytes);
        break;
      case op.rises:
        kernel.rises(out, x, this.#bytes);
        break;
      case op.falls:
        kernel.falls(out, x, this.#bytes);
        break;
      case op.mean:
        this.#mean(this.#nodes.a[node]!, out, x, n, boundary);
        break;
      case op.weightedMean:
        kernel.weightedMean(out, x, n, boundary, end - first, this.#scratch);
        break;
      case op.deviation:
        kernel.deviation(out, x, n, boundary, end - first, this.#scratch);
        break;
      case op.highest:
        kernel.extreme(out, x, n, boundary, end - first, this.#scratch, 0);
        break;
      case op.lowest:
        kernel.extreme(out, x, n, boundary, end - first, this.#scratch, -0);
        break;
      case op.not:
        kernel.not(out, x, this.#signalBytes);
        break;
      case op.ema:
        this.#ema(node, out, x, 2 / (n + 1));
        break;
    }
  }

  #mean(a: Node, out: Address, x: Address, n: number, boundary: number): void {
    const { op: ops, a: columns, nonNegative } = this.#nodes;
    const { first, end } = this.#tile;
    const column = columns[a]!;
    const scale = ops[a] === op.data ? this.#bars.scales[column]! : 0;
    if (scale !== 0) {
      const name = dataColumns[column]!;
      const complete = n - 1 + (name === 'trueRange' ? 1 : 0) - first;
      const sums = this.#layout.sums[name] + first * 8;
      this.#kernel.meanOfSums(out, sums, n, 1 / scale, complete, end - first);
      if (n <= this.#bars.longestRuns[column]!) this.#kernel.makeFlatExact(out, x, n, boundary, end - first);
    } else if (nonNegative[a]) this.#kernel.meanOfNonNegative(out, x, n, boundary, end - first, this.#scratch);
    else this.#kernel.mean(out, x, n, boundary, end - first, this.#scratch);
  }

  /** An ema has no end to its memory: in later tiles it goes on from its values in the tile before. */
  #ema(node: Node, out: Address, x: Address, alpha: number): void {
    const { first, fresh, end } = this.#tile;
    const known = fresh - first;
    const column = new Float64Array(this.#bars.memory.buffer, out, end - first);
    const before = this.#emas.get(node);
    if (before && known > 0) column.set(before);
    this.#kernel.ema(out + known * 8, x + known * 8, alpha, known > 0 ? column[known - 1]! : Number.NaN, end - fresh);
    if (end < this.#layout.bars) this.#emas.set(node, column.slice(-this.#layout.halo));
  }
}
