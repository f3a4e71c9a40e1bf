import type { TreeNode } from '../../preload/contract.ts';

/** A node with its place: x is where its box begins, y its middle. */
export interface PlacedNode {
  readonly label: string;
  /** Its numbers in the strategy's postfix order: its own last, before it those of the periods written into it. */
  readonly own: readonly number[];
  readonly type: TreeNode['type'];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface TreeLayout {
  readonly nodes: readonly PlacedNode[];
  /** Pairs of places in `nodes`: parent, child. */
  readonly edges: readonly (readonly [number, number])[];
  readonly width: number;
  readonly height: number;
}

const CHARACTER = 7.25;
const PADDING = 16;
const GAP = 30;
export const NODE_HEIGHT = 22;
const ROW = 28;

/**
 * A tidy tree from left to right: leaves one below the other, a parent in the middle of its children, a column for
 * each level as wide as its widest label. Periods are written into the function that takes them, `sma 20`, which
 * leaves about a third fewer nodes to look at.
 */
export function treeLayout(root: TreeNode): TreeLayout {
  const nodes: (Omit<PlacedNode, 'x'> & { level: number })[] = [];
  const edges: [number, number][] = [];
  const columns: number[] = [];
  let rows = 0;
  let postfix = 0;

  const place = (node: TreeNode, level: number): number => {
    const periods = node.children.filter((child) => child.type === 'period').map((child) => child.label);
    const own: number[] = [];
    const label = [node.label, ...periods].join(' ');
    const width = Math.ceil(label.length * CHARACTER) + PADDING;
    columns[level] = Math.max(columns[level] ?? 0, width);
    const index = nodes.push({ label, own, type: node.type, level, y: 0, width }) - 1;
    const children: number[] = [];
    for (const child of node.children) {
      if (child.type === 'period') own.push(postfix++);
      else children.push(place(child, level + 1));
    }
    own.push(postfix++);
    for (const child of children) edges.push([index, child]);
    const y = children.length > 0 ? (nodes[children[0]!]!.y + nodes[children.at(-1)!]!.y) / 2 : rows++ * ROW + ROW / 2;
    nodes[index] = { ...nodes[index]!, y };
    return index;
  };
  place(root, 0);

  const starts = columns.map((_, level) => columns.slice(0, level).reduce((sum, width) => sum + width + GAP, 0));
  return {
    nodes: nodes.map(({ level, ...node }) => ({ ...node, x: starts[level]! })),
    edges,
    width: starts.at(-1)! + columns.at(-1)!,
    height: rows * ROW,
  };
}
