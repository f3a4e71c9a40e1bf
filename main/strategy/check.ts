import { GenomeError } from './errors.ts';
import type { Genome } from './genome.ts';
import { NUMBER, primitiveOf, type ValueType, valueType } from './primitives.ts';

/**
 * Makes sure that codes from outside (a file, a database, another host) are one strategy: known codes, each function
 * with arguments of its types, one signal at the root, a finite number for each number node.
 *
 * @throws {GenomeError} naming the node, counted from 1 in postfix order
 */
export function checkGenome({ codes, constants }: Genome): void {
  const stack: ValueType[] = [];
  let numbers = 0;
  for (const [place, code] of codes.entries()) {
    const at = `node ${place + 1}`;
    const type = valueType(code);
    if (!type) throw new GenomeError(`${at}: no node has the code ${code}`);
    const primitive = primitiveOf(code);
    if (primitive) {
      const wanted = primitive.args;
      const got = stack.splice(Math.max(0, stack.length - wanted.length));
      if (got.length !== wanted.length || wanted.some((w, i) => w !== got[i])) {
        throw new GenomeError(`${at}: ${primitive.name} expects (${wanted.join(', ')}), got (${got.join(', ')})`);
      }
    } else if (code === NUMBER) {
      const value = constants[numbers++];
      if (value === undefined) throw new GenomeError(`${at}: the number is missing`);
      if (!Number.isFinite(value)) throw new GenomeError(`${at}: ${value} is no number of the language`);
    }
    stack.push(type);
  }
  if (stack.length !== 1) throw new GenomeError(`${stack.length} expressions instead of one strategy`);
  if (stack[0] !== 'signal') throw new GenomeError(`the root is a ${stack[0]} instead of a signal`);
  if (numbers !== constants.length) throw new GenomeError(`${constants.length} numbers for ${numbers} places`);
}
