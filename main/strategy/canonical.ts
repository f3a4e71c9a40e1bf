import { type Genome, genome } from './genome.ts';
import { arity, code, NUMBER, primitiveOf } from './primitives.ts';

/** Comparisons that are another one with its arguments swapped: a < b is b > a, NaN included. */
const mirrored = new Map([
  [code('lt'), code('gt')],
  [code('crossBelow'), code('crossAbove')],
]);

/**
 * Equal for strategies that differ only in the order of arguments that may be swapped (and, or, xor, add, mul, min,
 * max) or say a comparison the other way round: they give the same signal on every bar of any data, so one
 * evaluation serves all of them. Different keys may still mean the same; this finds the cheap cases only.
 *
 * The key is the reordered genome, one UTF-16 unit a node in postfix order, a number followed by the four units of its bits.
 */
export function canonicalKey({ codes, constants }: Genome): string {
  const bits = new Uint16Array(constants.buffer, constants.byteOffset, constants.length * 4);
  const stack: string[] = [];
  let next = 0;
  for (const c of codes) {
    if (c === NUMBER) {
      stack.push(String.fromCharCode(NUMBER, ...bits.subarray(next, next + 4)));
      next += 4;
      continue;
    }
    const taken = arity(c);
    const args = stack.splice(stack.length - taken, taken);
    const mirror = mirrored.get(c);
    if (mirror || (primitiveOf(c)?.commutative && args[0]! > args[1]!)) args.reverse();
    stack.push(args.join('') + String.fromCharCode(mirror ?? c));
  }
  return stack.join('');
}

/** The one among the strategies with the same `canonicalKey` that stands for all of them. */
export function canonical(g: Genome): Genome {
  const key = canonicalKey(g);
  const codes: number[] = [];
  const bits: number[] = [];
  for (let i = 0; i < key.length; i++) {
    codes.push(key.charCodeAt(i));
    if (codes.at(-1) === NUMBER) for (let unit = 0; unit < 4; unit++) bits.push(key.charCodeAt(++i));
  }
  return genome(codes, new Float64Array(Uint16Array.from(bits).buffer));
}
