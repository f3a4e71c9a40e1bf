import type { Genome } from './genome.ts';
import { arity, columnOf, NUMBER, PERIOD, primitiveOf } from './primitives.ts';

/** The shortest text that reads back as the same number, bit for bit. */
export const printNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** The text of one node without its arguments. */
export function label(code: number, constant: number): string {
  if (code === NUMBER) return printNumber(constant);
  if (code >= PERIOD) return String(code - PERIOD);
  return columnOf(code) ?? primitiveOf(code)?.name ?? `unknown code ${code}`;
}

/** The text of a strategy, or of any subtree. `parse` is its inverse. */
export function print({ codes, constants }: Genome): string {
  const stack: string[] = [];
  let next = 0;
  for (const code of codes) {
    const word = label(code, code === NUMBER ? constants[next++]! : 0);
    const taken = arity(code);
    const args = stack.splice(stack.length - taken, taken);
    stack.push(taken === 0 ? word : `${word}(${args.join(', ')})`);
  }
  return stack.join(' ');
}
