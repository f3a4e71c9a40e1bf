import type { Tree } from '../tree.ts';
import { signalText } from './signal.ts';

/** Functions that look at the last n values of one series, as a noun: `the 20-bar <noun> of the close`. */
const ofWindow: Readonly<Record<string, string>> = {
  sma: 'average',
  wma: 'weighted average',
  ema: 'exponential average',
  std: 'standard deviation',
  zscore: 'z-score',
  roc: 'relative change',
  delta: 'change',
  rsi: 'RSI',
};

const infix: Readonly<Record<string, string>> = { add: 'plus', sub: 'minus', mul: 'times', div: 'divided by' };

const isLeaf = ({ children }: Tree) => children.length === 0;
const isColumn = (tree: Tree) => isLeaf(tree) && /^[a-z]+$/.test(tree.label);

/** Whether two trees are the same expression. */
export const same = (a: Tree, b: Tree): boolean =>
  a.label === b.label && a.children.length === b.children.length && a.children.every((child, i) => same(child, b.children[i]!));

/**
 * A series as a noun phrase that can only be read in one way: what is calculated with stands in brackets unless it is a
 * column or a number.
 *
 * @param it a series that was just named: where the phrase is about that one, it says "its"
 */
export function seriesText(tree: Tree, it?: Tree): string {
  const { label, children } = tree;
  const [a, b, c] = children as [Tree, Tree, Tree];
  if (isLeaf(tree)) return isColumn(tree) ? `the ${label}` : label;
  if (label in infix) return `${operand(a)} ${infix[label]} ${operand(b)}`;
  const ofIt = it !== undefined && same(a, it);
  if (label in ofWindow) return ofIt ? `its ${b.label}-bar ${ofWindow[label]}` : `the ${b.label}-bar ${ofWindow[label]} of ${argument(a)}`;
  switch (label) {
    case 'highest':
    case 'lowest':
      if (ofIt) return `its ${label} value of the last ${b.label} bars`;
      return isColumn(a)
        ? `the ${label} ${a.label} of the last ${b.label} bars`
        : `the ${label} value of ${argument(a)} in the last ${b.label} bars`;
    case 'delay':
      return ofIt ? `its value ${bars(b)} before` : `${operand(a)} ${bars(b)} before`;
    case 'atr':
      return `the ${a.label}-bar average true range`;
    case 'neg':
      return `the negative of ${operand(a)}`;
    case 'abs':
      return `the absolute value of ${operand(a)}`;
    case 'min':
      return `the smaller of ${operand(a)} and ${operand(b)}`;
    case 'max':
      return `the larger of ${operand(a)} and ${operand(b)}`;
    case 'ifElse':
      return `${operand(b)} if ${signalText(a)}, else ${operand(c)}`;
    default:
      throw new Error(`${label} has no reading in English`);
  }
}

const bars = ({ label }: Tree) => `${label} bars`;

/** What stands beside a word such as "plus". */
const operand = (tree: Tree): string => (isLeaf(tree) ? seriesText(tree) : `(${seriesText(tree)})`);

/** What stands behind "of": a chain of them reads from the left and needs no brackets. */
const argument = (tree: Tree): string =>
  isLeaf(tree) || tree.label in ofWindow || tree.label === 'atr' ? seriesText(tree) : `(${seriesText(tree)})`;
