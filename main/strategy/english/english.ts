import type { Genome } from '../genome.ts';
import { type Tree, toTree } from '../tree.ts';
import { notesOn } from './notes.ts';
import { isComparison, partsOf, signalText } from './signal.ts';

/** A condition, and under it those that it is put together of. */
export interface Condition {
  readonly text: string;
  readonly parts: readonly Condition[];
}

/** A strategy in plain English. */
export interface Reading extends Condition {
  /** What the words mean to the letter where that is more than they say: one line for each function that needs it. */
  readonly notes: readonly string[];
}

/** Conditions that still fit into one sentence. */
const IN_A_SENTENCE = 2;

const leads: Readonly<Record<string, string>> = {
  and: 'all of these are true',
  or: 'at least one of these is true',
  xor: 'exactly one of these two is true',
};

/**
 * What a strategy does, for people who do not read its notation. Every reading has one meaning, that of the rule: what is
 * strict says "above" or "below", what holds for missing values too says "not", and what rests on a definition (a cross, an
 * RSI, a division by 0) has it in the notes.
 */
export function english(genome: Genome): Reading {
  const tree = withoutDoubleNegation(toTree(genome));
  const { text, parts } = condition(tree);
  const joined = tree.label === 'and' || tree.label === 'or';
  const simple = joined && parts.length <= IN_A_SENTENCE && parts.every((part) => part.parts.length === 0);
  const notes = notesOn(tree);
  if (simple) return { text: `Hold a long position while ${parts.map((part) => part.text).join(` ${tree.label} `)}.`, parts: [], notes };
  return { text: `Hold a long position while ${text}${parts.length > 0 ? ':' : '.'}`, parts, notes };
}

const isNegation = ({ label }: Tree) => label === 'not';

function withoutDoubleNegation(tree: Tree): Tree {
  const [inner] = tree.children;
  return isNegation(tree) && isNegation(inner!) ? withoutDoubleNegation(inner!.children[0]!) : tree;
}

function condition(given: Tree): Condition {
  const tree = withoutDoubleNegation(given);
  const { label, children } = tree;
  if (isComparison(tree)) return { text: signalText(tree), parts: [] };
  if (isNegation(tree)) {
    const [inner] = children as [Tree];
    if (isComparison(inner)) return { text: signalText(tree), parts: [] };
    return { text: 'this is not so', parts: [condition(inner)] };
  }
  return { text: leads[label]!, parts: partsOf(tree).map(condition) };
}

/** The reading as lines of text, a dash before each condition, deeper ones set in. */
export function readingText({ text, parts }: Condition): string {
  const lines = (conditions: readonly Condition[], depth: number): string[] =>
    conditions.flatMap((part) => [
      `${'  '.repeat(depth)}- ${part.text}${part.parts.length > 0 ? ':' : ''}`,
      ...lines(part.parts, depth + 1),
    ]);
  return [text, ...lines(parts, 0)].join('\n');
}
