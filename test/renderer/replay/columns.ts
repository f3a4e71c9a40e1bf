import type { PopulationColumns } from '../../../preload/contract.ts';

export interface Member {
  readonly fitness: readonly number[];
  readonly parents?: readonly number[];
  readonly operator?: string;
  readonly size?: number;
  readonly age?: number;
}

const operatorNames = ['initialise', 'reproduce', 'crossover', 'mutation', 'crossover+mutation'];

/** Columns of a generation from its members, slot by slot. */
export function columnsOf(generation: number, members: readonly Member[], champion = 0): PopulationColumns {
  const objectives = members[0]?.fitness.length ?? 0;
  return {
    generation,
    length: members.length,
    champion,
    fitness: Float64Array.from({ length: objectives * members.length }, (_, i) => {
      return members[i % members.length]!.fitness[Math.floor(i / members.length)]!;
    }),
    parents: Int32Array.from(members.flatMap(({ parents = [] }) => [parents[0] ?? -1, parents[1] ?? -1])),
    operators: Uint8Array.from(members, ({ operator = 'initialise' }) => operatorNames.indexOf(operator)),
    operatorNames,
    sizes: Uint16Array.from(members, ({ size = 5 }) => size),
    heights: Uint16Array.from(members, () => 2),
    ages: Uint16Array.from(members, ({ age = 0 }) => age),
  };
}
