/** Where a strategy's experiment and data come from: a run, or an entry of the databank, whose run may be gone. */
export type StrategySource = { readonly run: string } | { readonly entry: number };
