/** Nodes of a strategy by its text: every name and every number is one. */
export function strategySize(strategy: string): number {
  return strategy.match(/[A-Za-z_]\w*|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g)?.length ?? 0;
}
