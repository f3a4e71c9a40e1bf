import { StrategyError } from './errors.ts';
import type { Genome } from './genome.ts';
import { parse } from './parse.ts';
import { arity, MAX_WINDOW, NUMBER, type ValueType, valueType } from './primitives.ts';
import { label } from './print.ts';
import { MAX_DEPTH } from './syntax.ts';

/** A strategy as nested nodes, for drawing and for JSON. */
export interface Tree {
  /** The name of a function or column, or the text of a number or period. */
  readonly label: string;
  readonly type: ValueType;
  readonly children: readonly Tree[];
}

export function toTree({ codes, constants }: Genome): Tree {
  const stack: Tree[] = [];
  let next = 0;
  for (const code of codes) {
    const taken = arity(code);
    const children = stack.splice(stack.length - taken, taken);
    stack.push({ label: label(code, code === NUMBER ? constants[next++]! : 0), type: valueType(code)!, children });
  }
  return stack[0]!;
}

/**
 * The inverse of `toTree`. Types are found anew, so those of the tree do not matter.
 *
 * @throws {StrategyError} as `parse` does, with the column in the tree's text
 */
export function fromTree(tree: Tree, window: number = MAX_WINDOW): Genome {
  return parse(write(tree), window);
}

function write({ label: word, children }: Tree, depth = 0): string {
  if (depth > MAX_DEPTH) throw new StrategyError(1, `calls are nested more than ${MAX_DEPTH} deep`);
  // A label that is no single word would change the structure around it.
  const whole = /^[\w.+-]+$/.test(word) ? word : JSON.stringify(word);
  return children.length === 0 ? whole : `${whole}(${children.map((child) => write(child, depth + 1)).join(', ')})`;
}
