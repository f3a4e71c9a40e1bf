import type { Bars } from '../market/bars.ts';
import type { Genome } from '../strategy/genome.ts';
import { code, columnOf, NUMBER, PERIOD } from '../strategy/primitives.ts';
import * as elementwise from './elementwise.ts';
import * as rolling from './rolling.ts';

/** What the interpreter works on: values on their stacks, and the period just read (always a function's last argument). */
interface Machine {
  readonly bars: Bars;
  readonly series: Float64Array[];
  readonly signals: Uint8Array[];
  period: number;
}
type Operation = (machine: Machine) => void;

function pop<Column>(stack: Column[]): Column {
  const top = stack.pop();
  if (top === undefined) throw new Error('malformed strategy: a function lacks an argument');
  return top;
}

const unary =
  (f: (a: Float64Array) => Float64Array): Operation =>
  ({ series }) => {
    series.push(f(pop(series)));
  };

const binary =
  (f: (a: Float64Array, b: Float64Array) => Float64Array): Operation =>
  ({ series }) => {
    const b = pop(series);
    series.push(f(pop(series), b));
  };

const windowed =
  (f: (x: Float64Array, n: number) => Float64Array): Operation =>
  ({ series, period }) => {
    series.push(f(pop(series), period));
  };

const comparison =
  (f: (a: Float64Array, b: Float64Array) => Uint8Array): Operation =>
  ({ series, signals }) => {
    const b = pop(series);
    signals.push(f(pop(series), b));
  };

const logical =
  (f: (a: Uint8Array, b: Uint8Array) => Uint8Array): Operation =>
  ({ signals }) => {
    const b = pop(signals);
    signals.push(f(pop(signals), b));
  };

/** What each function of the language does, by its name. */
export const operations: Readonly<Record<string, Operation>> = {
  add: binary(elementwise.add),
  sub: binary(elementwise.sub),
  mul: binary(elementwise.mul),
  div: binary(elementwise.div),
  neg: unary(elementwise.neg),
  abs: unary(elementwise.abs),
  min: binary(elementwise.min),
  max: binary(elementwise.max),
  sma: windowed(rolling.sma),
  wma: windowed(rolling.wma),
  ema: windowed(rolling.ema),
  std: windowed(rolling.std),
  zscore: windowed(rolling.zscore),
  highest: windowed(rolling.highest),
  lowest: windowed(rolling.lowest),
  roc: windowed(rolling.roc),
  delay: windowed(rolling.delay),
  delta: windowed(rolling.delta),
  rsi: windowed(rolling.rsi),
  atr: ({ bars, series, period }) => {
    series.push(rolling.atr(bars.high, bars.low, bars.close, period));
  },
  gt: comparison(elementwise.gt),
  lt: comparison(elementwise.lt),
  crossAbove: comparison(elementwise.crossAbove),
  crossBelow: comparison(elementwise.crossBelow),
  and: logical(elementwise.and),
  or: logical(elementwise.or),
  xor: logical(elementwise.xor),
  not: ({ signals }) => {
    signals.push(elementwise.not(pop(signals)));
  },
  ifElse: ({ series, signals }) => {
    const b = pop(series);
    series.push(elementwise.ifElse(pop(signals), pop(series), b));
  },
};

const operationOf = new Map(Object.entries(operations).map(([name, operation]) => [code(name), operation]));

/**
 * The decision of a strategy at every bar: 1 = hold, 0 = stay flat. The decision at bar t depends on no bar after t.
 *
 * The postfix genome is interpreted a whole column at a time. Plain and exact rather than fast: faster evaluators are
 * checked against it.
 *
 * @returns one byte a bar
 * @throws Error when the genome is not one complete strategy; the parser and the operators of variation never make such
 */
export function signals(genome: Genome, bars: Bars): Uint8Array {
  const machine: Machine = { bars, series: [], signals: [], period: 0 };
  let constant = 0;
  for (const c of genome.codes) {
    const operation = operationOf.get(c);
    const column = columnOf(c);
    if (operation) operation(machine);
    else if (c >= PERIOD) machine.period = c - PERIOD;
    else if (column) machine.series.push(bars[column]);
    else if (c === NUMBER) machine.series.push(new Float64Array(bars.length).fill(genome.constants[constant++]!));
    else throw new Error(`malformed strategy: no primitive has the code ${c}`);
  }
  const [result, ...rest] = machine.signals;
  if (!result || rest.length > 0 || machine.series.length > 0)
    throw new Error('malformed strategy: it is not one expression of type signal');
  return result;
}
