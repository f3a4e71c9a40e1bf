import type { Catalogue, PrimitiveChoice } from '../../preload/contract.ts';
import { objectiveNames, objectives } from '../backtest/objectives/registry.ts';
import { algorithms, crossovers, mutations, needSurplus, selections } from '../evolution/catalogue.ts';
import { columns, type Primitive, primitives } from '../strategy/primitives.ts';

/** Everything that the experiment file can name, for the window and for people who write one. */
export const catalogue = (): Catalogue => ({
  algorithms,
  selections,
  crossovers,
  mutations,
  needSurplus: [...needSurplus],
  objectives: objectiveNames.map((name) => {
    const { label, definition, unit, direction } = objectives[name];
    return { name, label, definition, unit, better: direction === 'max' ? ('maximise' as const) : ('minimise' as const) };
  }),
  primitives: [
    ...primitives.map((primitive) => ({ name: primitive.name, group: groupOf(primitive), description: signature(primitive) })),
    ...columns.map((name): PrimitiveChoice => ({ name, group: 'terminal', description: `${name} of the bar` })),
    { name: 'number', group: 'terminal', description: 'a constant' },
  ],
});

function groupOf({ args, result }: Primitive): string {
  if (result === 'signal') return args.includes('signal') ? 'logic' : 'comparison';
  if (args.includes('signal')) return 'logic';
  return args.includes('period') ? 'indicator' : 'arithmetic';
}

const signature = ({ name, args, result }: Primitive): string => `${name}(${args.join(', ')}) → ${result}`;
