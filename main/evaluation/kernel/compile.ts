import type { Genome } from '../../strategy/genome.ts';
import { arity, code, columnOf, NUMBER, PERIOD, primitiveOf } from '../../strategy/primitives.ts';
import { dataColumns } from './layout.ts';
import { isBinary, NONE, type Node, type Nodes, type Op, op } from './nodes.ts';

/** Functions that are one op with the same arguments; those with a period keep it as their second operand. */
const plain: Readonly<Record<string, Op>> = {
  add: op.add,
  sub: op.sub,
  mul: op.mul,
  div: op.div,
  neg: op.neg,
  abs: op.abs,
  min: op.min,
  max: op.max,
  sma: op.mean,
  wma: op.weightedMean,
  ema: op.ema,
  std: op.deviation,
  delay: op.delay,
  gt: op.gt,
  crossAbove: op.crossAbove,
  and: op.and,
  or: op.or,
  xor: op.xor,
  not: op.not,
};
/** By code, since every node of every strategy asks. */
const plainOf: (Op | undefined)[] = Array.from({ length: PERIOD });
for (const [name, op] of Object.entries(plain)) plainOf[code(name)] = op;
/** By code of a column, its number. */
const dataOf = Array.from({ length: PERIOD }, (_, c) => {
  const column = columnOf(c);
  return column ? dataColumns.indexOf(column) : NONE;
});
const [LT, CROSS_BELOW, ROC, DELTA, ZSCORE, RSI, ATR, HIGHEST, LOWEST, IF_ELSE] = (
  ['lt', 'crossBelow', 'roc', 'delta', 'zscore', 'rsi', 'atr', 'highest', 'lowest', 'ifElse'] as const
).map(code) as [number, number, number, number, number, number, number, number, number, number];
/** Up to so many bars two passes over whole vectors are faster than a rolling extreme. */
const FEW = 4;
/** `zscore` and `rsi` become four nodes of the kernel, any other function fewer. */
export const MOST_NODES_A_CODE = 6;
const commutative: ReadonlySet<Op> = new Set([op.add, op.mul, op.min, op.max, op.and, op.or, op.xor]);
const TRUE_RANGE = dataColumns.indexOf('trueRange');

/**
 * Turns genomes into nodes. With shortcuts, equal parts are one node, operands that may be swapped stand in one order,
 * and what needs no bars is computed here; none of it changes a bit of a decision.
 */
export class Compiler {
  readonly nodes: Nodes;
  readonly #shortcuts: boolean;
  #batch = 0;

  constructor(nodes: Nodes, shortcuts: boolean) {
    this.nodes = nodes;
    this.#shortcuts = shortcuts;
  }

  /** Begins a batch: strategies that are evaluated before anything is given up that another of them needs. */
  begin(): void {
    this.#batch++;
    this.nodes.pending.fill(0, 0, this.nodes.count);
  }

  /** The node whose signal is the decision of the strategy. Throws when the genome is not one complete strategy. */
  compile({ codes, constants }: Genome): Node {
    const stack: number[] = [];
    let constant = 0;
    for (let place = 0; place < codes.length; place++) {
      const c = codes[place]!;
      if (c >= PERIOD) stack.push(c - PERIOD);
      else if (dataOf[c] !== NONE) stack.push(this.#make(op.data, dataOf[c]!, 0));
      else if (c === NUMBER) stack.push(this.nodes.number(constants[constant++]!));
      else {
        const count = arity(c);
        if (count === 0 || stack.length < count) throw new Error(`malformed strategy: code ${c} at a place where it cannot stand`);
        const z = count > 2 ? stack.pop()! : 0;
        const y = count > 1 ? stack.pop()! : 0;
        stack.push(this.#call(c, stack.pop()!, y, z));
      }
    }
    if (stack.length !== 1 || primitiveOf(codes.at(-1)!)?.result !== 'signal')
      throw new Error('malformed strategy: it is not one expression of type signal');
    this.nodes.pending[stack[0]!]!++;
    return stack[0]!;
  }

  #call(c: number, x: number, y: number, z: number): Node {
    switch (c) {
      case LT:
        return this.#make(op.gt, y, x);
      case CROSS_BELOW:
        return this.#make(op.crossAbove, y, x);
      case ROC:
        return this.#make(op.change, x, this.#make(op.delay, x, y));
      case DELTA:
        return this.#make(op.sub, x, this.#make(op.delay, x, y));
      case ZSCORE:
        return this.#make(op.standardised, x, this.#make(op.pair, this.#make(op.mean, x, y), this.#make(op.deviation, x, y)));
      case RSI:
        return this.#make(
          op.strength,
          this.#make(op.mean, this.#make(op.rises, x, 0), y),
          this.#make(op.mean, this.#make(op.falls, x, 0), y),
        );
      case ATR:
        return this.#make(op.mean, this.#make(op.data, TRUE_RANGE, 0), x);
      case HIGHEST:
        return y > FEW ? this.#make(op.highest, x, y) : this.#ofFew(op.max, x, y);
      case LOWEST:
        return y > FEW ? this.#make(op.lowest, x, y) : this.#ofFew(op.min, x, y);
      case IF_ELSE:
        return this.#make(op.ifElse, x, this.#make(op.pair, y, z));
      default:
        return this.#make(plainOf[c]!, x, y);
    }
  }

  /** The largest or smallest of the last 2 to 4 values: two of them, then two of those. */
  #ofFew(code: Op, x: Node, n: number): Node {
    const ofTwo = this.#make(code, x, this.#make(op.delay, x, 1));
    return n === 2 ? ofTwo : this.#make(code, ofTwo, this.#make(op.delay, ofTwo, n - 2));
  }

  /** The node of an operation, noted as one more use of its operands if it is new to the batch. */
  #make(code: Op, a: number, b: number): Node {
    const { nodes } = this;
    if (this.#shortcuts) {
      const shortcut = this.#known(code, a, b);
      if (shortcut !== undefined) return shortcut;
      // By their hashes, so that the order is the same in every thread.
      if (commutative.has(code) && (nodes.hash[b]! - nodes.hash[a]! || b - a) < 0) [a, b] = [b, a];
    }
    if (!takesNumbers(code) && nodes.op[a] === op.number) a = this.#make(op.spread, a, 0);
    const node = nodes.node(code, a, b);
    if (nodes.batch[node] !== this.#batch) {
      nodes.batch[node] = this.#batch;
      nodes.batches[node]!++;
      if (code !== op.data && code !== op.never) nodes.pending[a]!++;
      if (isBinary(code)) nodes.pending[b]!++;
    }
    return node;
  }

  /** The node of an operation whose result is known without looking at a bar. */
  #known(code: Op, a: number, b: number): Node | undefined {
    const { nodes } = this;
    const isNumber = code !== op.data && nodes.op[a] === op.number;
    switch (code) {
      case op.neg:
      case op.abs:
        return isNumber ? nodes.number(elementwise(code, nodes.value[a]!, 0)) : undefined;
      case op.add:
      case op.sub:
      case op.mul:
      case op.div:
      case op.change:
      case op.min:
      case op.max:
        if (isNumber && nodes.op[b] === op.number) return nodes.number(elementwise(code, nodes.value[a]!, nodes.value[b]!));
        return a === b && (code === op.min || code === op.max) ? a : undefined;
      case op.gt:
        if (a === b) return this.#constant(false);
        return isNumber && nodes.op[b] === op.number ? this.#constant(nodes.value[a]! > nodes.value[b]!) : undefined;
      case op.crossAbove:
        return a === b || (isNumber && nodes.op[b] === op.number) ? this.#constant(false) : undefined;
      case op.ifElse:
        return nodes.a[b] === nodes.b[b] ? nodes.a[b] : undefined;
      case op.and:
        if (a === b || this.#is(b, true) || this.#is(a, false)) return a;
        return this.#is(a, true) || this.#is(b, false) ? b : undefined;
      case op.or:
        if (a === b || this.#is(b, false) || this.#is(a, true)) return a;
        return this.#is(a, false) || this.#is(b, true) ? b : undefined;
      case op.xor:
        if (a === b) return this.#constant(false);
        if (this.#is(a, false)) return b;
        return this.#is(b, false) ? a : undefined;
      case op.not:
        return nodes.op[a] === op.not ? nodes.a[a] : undefined;
      default:
        return undefined;
    }
  }

  #constant(value: boolean): Node {
    const never = this.#make(op.never, 0, 0);
    return value ? this.#make(op.not, never, 0) : never;
  }

  #is(signal: Node, value: boolean): boolean {
    const { nodes } = this;
    return value ? nodes.op[signal] === op.not && nodes.op[nodes.a[signal]!] === op.never : nodes.op[signal] === op.never;
  }
}

/** What the kernel would compute at every bar. */
function elementwise(code: Op, a: number, b: number): number {
  switch (code) {
    case op.add:
      return a + b;
    case op.sub:
      return a - b;
    case op.mul:
      return a * b;
    case op.div:
      return b === 0 ? 1 : a / b;
    case op.change:
      return b === 0 ? 0 : a / b - 1;
    case op.min:
      return Math.min(a, b);
    case op.max:
      return Math.max(a, b);
    case op.neg:
      return -a;
    default:
      return Math.abs(a);
  }
}

/** Operations that read one bar of their operands at a time: a number need not become a column for them. */
const takesNumbers = (code: number): boolean =>
  code === op.data || code === op.pair || code === op.spread || (code >= op.add && code <= op.max) || code >= op.gt;
