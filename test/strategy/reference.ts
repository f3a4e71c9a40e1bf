import { readFileSync } from 'node:fs';

/** The strategies of the reference cases, with the number of nodes that their maker counted. */
export const referenceStrategies: readonly { readonly strategy: string; readonly nodes: number }[] = ['sp500-2000', 'flat-spans'].flatMap(
  (name) => JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8')).cases,
);
