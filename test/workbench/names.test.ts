import { describe, expect, it } from 'vitest';
import { objectiveNames, objectives } from '../../main/backtest/objectives/registry.ts';
import { algorithms, crossovers, mutations, selections } from '../../main/evolution/catalogue.ts';
import { algorithmNames, crossoverNames, metrics, mutationNames, selectionNames, worstValues } from '../../preload/contract.ts';

const names = (entries: readonly { readonly name: string }[]) => entries.map((entry) => entry.name);

describe('what an experiment may name is what the program knows', () => {
  it.each([
    ['algorithms', algorithmNames, names(algorithms)],
    ['selections', selectionNames, names(selections)],
    ['crossovers', crossoverNames, names(crossovers)],
    ['mutations', mutationNames, names(mutations)],
    ['objectives', metrics, objectiveNames],
  ])('%s', (_, inContract, known) => {
    expect([...inContract].sort()).toEqual([...known].sort());
  });

  it('and a strategy that fails is recognised by the same values', () => {
    const known = objectiveNames.map((name) => [name, { maximised: objectives[name].worst.max, minimised: objectives[name].worst.min }]);
    expect(worstValues).toEqual(Object.fromEntries(known));
  });
});
