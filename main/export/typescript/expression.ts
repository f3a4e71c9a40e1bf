import { columns } from '../../strategy/primitives.ts';
import type { Tree } from '../../strategy/tree.ts';
import { helpers } from './helpers.ts';

const LINE = 120;

/** A strategy as an expression of the helpers: the text notation, with `constant(…)` about numbers. */
export function expression(tree: Tree, indent: string): string {
  const whole = inline(tree);
  if (indent.length + whole.length <= LINE || tree.children.length === 0) return whole;
  const inner = `${indent}  `;
  return `${tree.label}(\n${tree.children.map((child) => `${inner}${expression(child, inner)},\n`).join('')}${indent})`;
}

function inline({ label, type, children }: Tree): string {
  if (children.length > 0) return `${label}(${children.map(inline).join(', ')})`;
  return type === 'series' && !isColumn(label) ? `constant(${label})` : label;
}

const isColumn = (label: string) => (columns as readonly string[]).includes(label);

/** Source text of the helpers that the strategies use, directly or through one another. */
export function usedHelpers(trees: readonly Tree[]): string[] {
  const used = new Set<string>();
  const use = (name: string): void => {
    used.add(name);
    for (const other of helpers[name]?.uses ?? []) use(other);
  };
  const visit = ({ label, type, children }: Tree): void => {
    if (children.length > 0 || isColumn(label)) use(label);
    else if (type === 'series') use('constant');
    children.forEach(visit);
  };
  trees.forEach(visit);
  return Object.entries(helpers)
    .filter(([name]) => used.has(name))
    .map(([, { source }]) => source);
}
