/**
 * Where the subtree whose last node is number `root` in postfix order (arguments before functions) stands in a
 * strategy's text; null when the text has no such node.
 */
export function subtreeSpan(strategy: string, root: number): readonly [number, number] | null {
  const tokens = strategy.matchAll(/[(),]|[^\s(),]+/g);
  /** Functions whose arguments are being read: where each begins. */
  const open: number[] = [];
  let name: { readonly start: number; readonly end: number } | null = null;
  let node = -1;
  const leaf = (): boolean => {
    if (!name) return false;
    node++;
    return node === root;
  };
  for (const { 0: token, index } of tokens) {
    if (token === '(') {
      open.push(name?.start ?? index);
      name = null;
    } else if (token === ',' || token === ')') {
      if (leaf()) return [name!.start, name!.end];
      name = null;
      if (token === ',') continue;
      node++;
      const start = open.pop() ?? 0;
      if (node === root) return [start, index + 1];
    } else name = { start: index, end: index + token.length };
  }
  return leaf() ? [name!.start, name!.end] : null;
}

/** Where subtrees stand in a strategy's text, in the order of the text; those that it does not have are left out. */
export function subtreeSpans(strategy: string, subtrees: readonly { readonly end: number }[]): (readonly [number, number])[] {
  return subtrees
    .flatMap(({ end }) => {
      const span = subtreeSpan(strategy, end - 1);
      return span ? [span] : [];
    })
    .sort(([a], [b]) => a - b);
}
