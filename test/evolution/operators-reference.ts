import { readFileSync } from 'node:fs';

type Numbers = readonly number[];
type Rows = readonly Numbers[];

/** What DEAP 1.3.1 computes where it is deterministic, or given its random numbers; deap-operators.py made the file. */
interface OperatorsReference {
  readonly spea2: readonly { readonly weights: Numbers; readonly values: Rows; readonly k: number; readonly selected: Numbers }[];
  readonly referencePoints: readonly {
    readonly objectives: number;
    readonly divisions: number;
    readonly scaling: number;
    readonly points: Rows;
  }[];
  readonly nsga3: readonly {
    readonly values: Rows;
    readonly divisions: number;
    readonly extremes: Rows;
    readonly nadir: Numbers;
    readonly niches: Numbers;
    readonly distances: Numbers;
  }[];
  readonly hypervolume: readonly { readonly points: Rows; readonly reference: Numbers; readonly volume: number }[];
  readonly cma: readonly {
    readonly start: Numbers;
    readonly sigma: number;
    readonly options: { readonly lambda?: number; readonly mu?: number; readonly weights?: 'superlinear' | 'linear' | 'equal' };
    readonly steps: readonly {
      readonly normals: Rows;
      readonly candidates: Rows;
      readonly fitness: Numbers;
      readonly centroid: Numbers;
      readonly sigma: number;
      readonly C: Rows;
      readonly ps: Numbers;
      readonly pc: Numbers;
    }[];
  }[];
  readonly penalties: readonly { readonly weights: Numbers; readonly delta: Numbers; readonly closest: Numbers }[];
}

export const operators: OperatorsReference = JSON.parse(readFileSync(new URL('deap-operators.json', import.meta.url), 'utf8'));
