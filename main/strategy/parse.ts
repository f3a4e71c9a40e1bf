import { StrategyError } from './errors.ts';
import { type Genome, genome, lookback } from './genome.ts';
import {
  type Column,
  checkWindow,
  columnCode,
  columns,
  DEFAULT_WINDOW,
  MIN_PERIOD,
  NUMBER,
  PERIOD,
  type Primitive,
  primitiveNamed,
  primitives,
  type ValueType,
} from './primitives.ts';
import { didYouMean } from './spelling.ts';
import { type Expression, readSyntax } from './syntax.ts';

const numberPattern = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const integerPattern = /^[+-]?\d+$/;
const looksLikeNumber = /^[+-]?\.?\d/;

const isColumn = (word: string): word is Column => (columns as readonly string[]).includes(word);

/**
 * Reads a strategy such as `gt(close, sma(close, 20))`. The inverse of `print`, to the last bit of every number.
 *
 * @param window bars that a decision may look back on, itself included: the longest period, and the longest lookback plus one
 * @throws {StrategyError} naming the column, what stood there and what was expected
 * @throws {RangeError} when the window is no integer from 2 to MAX_WINDOW
 */
export function parse(text: string, window: number = DEFAULT_WINDOW): Genome {
  checkWindow(window);
  const codes: number[] = [];
  const constants: number[] = [];

  function value(expression: Expression, wanted: ValueType, expectation: string): void {
    const { word, column } = expression;
    const primitive = primitiveNamed(word);
    if (primitive) checkCount(expression, primitive);
    else checkLeaf(expression);
    const type = primitive?.result ?? 'series';
    if (type !== wanted) throw new StrategyError(column, `${expectation}, got ${word}, which is a ${type}`);
    if (isColumn(word)) codes.push(columnCode(word));
    else if (!primitive) {
      codes.push(NUMBER);
      constants.push(number(expression));
    } else {
      for (const [i, arg] of (expression.args ?? []).entries()) {
        const type = primitive.args[i]!;
        if (type === 'period') period(arg, primitive);
        else value(arg, type, `${word} expects a ${type} as argument ${i + 1}`);
      }
      codes.push(primitive.code);
    }
  }

  function period({ word, column, args }: Expression, { name }: Primitive): void {
    const bars = integerPattern.test(word) && !args ? Number(word) : Number.NaN;
    if (!(bars >= MIN_PERIOD && bars <= window)) {
      const got = args ? `${word}(…)` : word;
      throw new StrategyError(column, `${name} expects a whole number from ${MIN_PERIOD} to ${window} as its period, got ${got}`);
    }
    codes.push(PERIOD + bars);
  }

  const root = readSyntax(text);
  value(root, 'signal', 'a strategy is a signal, such as gt(close, sma(close, 20))');
  const strategy = genome(codes, constants);
  const needed = lookback(strategy) + 1;
  if (needed > window) {
    throw new StrategyError(
      root.column,
      `the strategy needs ${needed} bars, but the window holds ${window}: shorten its periods or widen the window`,
    );
  }
  return strategy;
}

function checkCount({ word, column, args }: Expression, primitive: Primitive): void {
  const expected = `(${primitive.args.join(', ')})`;
  if (!args) throw new StrategyError(column, `${word} is a function: write ${word}${expected}`);
  if (args.length === primitive.args.length) return;
  const got = args.length === 1 ? '1 argument' : `${args.length} arguments`;
  throw new StrategyError(column, `${word} expects ${expected}, got ${got}`);
}

function checkLeaf(expression: Expression): void {
  const { word, column, args } = expression;
  const leaf = isColumn(word) ? 'column' : looksLikeNumber.test(word) ? 'number' : undefined;
  if (!leaf) throw unknown(expression);
  if (args) throw new StrategyError(column, `${word} is a ${leaf} and takes no arguments`);
}

function number({ word, column }: Expression): number {
  if (!numberPattern.test(word)) {
    throw new StrategyError(column, `${word} is not a number such as 20, -0.5 or 1e-3`);
  }
  const value = Number(word);
  if (!Number.isFinite(value)) throw new StrategyError(column, `${word} is too large: numbers go up to ${Number.MAX_VALUE}`);
  return value;
}

function unknown({ word, column, args }: Expression): StrategyError {
  const functions = primitives.map((p) => p.name);
  const names = args ? functions : [...columns, ...functions];
  const meant = didYouMean(word, names);
  const remedy = meant
    ? `did you mean ${meant}?`
    : args
      ? `the functions are ${functions.join(', ')}`
      : `expected a number or one of ${columns.join(', ')}`;
  return new StrategyError(column, `there is no ${args ? 'function' : 'column'} called ${word}; ${remedy}`);
}
