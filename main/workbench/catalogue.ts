import type { Catalogue, PrimitiveChoice } from '../../preload/contract.ts';
import { objectiveNames, objectives } from '../backtest/objectives/registry.ts';
import { algorithms, crossovers, deduplications, initialisations, mutations, needSurplus, selections } from '../evolution/catalogue.ts';
import { dimensioned } from '../strategy/dimensioned.ts';
import { type Column, columnCode, columns, MIN_PERIOD, type Primitive, primitives } from '../strategy/primitives.ts';

/** Everything that the experiment file can name, for the window and for people who write one. */
export const catalogue = (): Catalogue => ({
  algorithms,
  selections,
  crossovers,
  mutations,
  deduplications,
  initialisations,
  needSurplus: [...needSurplus],
  objectives: objectiveNames.map((name) => {
    const { label, definition, unit, direction } = objectives[name];
    return { name, label, definition, unit, better: direction === 'max' ? ('maximise' as const) : ('minimise' as const) };
  }),
  primitives: [
    ...primitives.map(
      (primitive): PrimitiveChoice => ({
        name: primitive.name,
        group: groupOf(primitive),
        unit: unitOf(primitive),
        description: signature(primitive),
      }),
    ),
    ...columns.map((name): PrimitiveChoice => ({ name, group: 'terminal', unit: unitOfColumn(name), description: `${name} of the bar` })),
    { name: 'number', group: 'terminal', unit: 'any', description: 'a constant' },
  ],
});

/** Units do not depend on the window. */
const units = dimensioned(MIN_PERIOD);

/** The one unit of everything that a function gives; `any` where it depends on what goes in. */
function unitOf(primitive: Primitive): string {
  const results = new Set(
    units.functions.flat(2).flatMap((use) => (use.primitive.name === primitive.name ? [units.types[use.result]!.name] : [])),
  );
  const [only] = results;
  return results.size === 1 && only !== undefined ? only : 'any';
}

const unitOfColumn = (name: Column): string => units.types.find((type) => type.columns.includes(columnCode(name)))?.name ?? 'any';

function groupOf({ args, result }: Primitive): string {
  if (result === 'signal') return args.includes('signal') ? 'logic' : 'comparison';
  if (args.includes('signal')) return 'logic';
  return args.includes('period') ? 'indicator' : 'arithmetic';
}

const signature = ({ name, args, result }: Primitive): string => `${name}(${args.join(', ')}) → ${result}`;
