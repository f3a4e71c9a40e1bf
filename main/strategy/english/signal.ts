import type { Tree } from '../tree.ts';
import { seriesText } from './series.ts';

/** A comparison, and what its opposite says: where one side is NaN the comparison is false, and its opposite true. */
const comparisons: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  gt: ['is above', 'is not above'],
  lt: ['is below', 'is not below'],
  crossAbove: ['crosses above', 'does not cross above'],
  crossBelow: ['crosses below', 'does not cross below'],
};

const joined: Readonly<Record<string, string>> = { and: 'and', or: 'or' };

export const isComparison = ({ label }: Tree): boolean => label in comparisons;

/** The parts of `and(and(a, b), c)`, which are those of `and(a, and(b, c))` too; the same for `or`. Not for `xor`. */
export function partsOf(tree: Tree): readonly Tree[] {
  const { label, children } = tree;
  return children.flatMap((child) => (label in joined && child.label === label ? partsOf(child) : [child]));
}

/** A signal within a sentence, with brackets where it is put together of others. */
export function signalText(tree: Tree): string {
  const { label, children } = tree;
  const words = comparisons[label];
  if (words) return compared(tree, words[0]);
  const [a] = children as [Tree];
  if (label === 'not') {
    const inner = comparisons[a.label];
    if (inner) return compared(a, inner[1]);
    return a.label === 'not' ? signalText(a.children[0]!) : `it is not so that ${signalText(a)}`;
  }
  if (label === 'xor') return `(either ${inBrackets(children[0]!)} or ${inBrackets(children[1]!)}, not both)`;
  return `(${partsOf(tree).map(inBrackets).join(` ${joined[label]} `)})`;
}

/** As a part beside others: what has words of its own after "not" must not swallow its neighbours. */
const inBrackets = (tree: Tree): string => {
  const text = signalText(tree);
  return text.startsWith('it is not so') ? `(${text})` : text;
};

function compared({ children }: Tree, words: string): string {
  const [a, b] = children as [Tree, Tree];
  return `${side(a)} ${words} ${side(b, a)}`;
}

/** What is calculated, as a whole; a choice between two would swallow the words behind it. */
function side(tree: Tree, it?: Tree): string {
  const text = seriesText(tree, it);
  return tree.label === 'ifElse' || (['add', 'sub', 'mul', 'div', 'min', 'max', 'delay'].includes(tree.label) && !text.startsWith('its '))
    ? `(${text})`
    : text;
}
