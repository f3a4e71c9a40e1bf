import { readFileSync } from 'node:fs';
import type { Elite } from '../../main/evolution/individual.ts';
import type { LogbookRecord } from '../../main/evolution/logbook.ts';
import { genome } from '../../main/strategy/genome.ts';

interface Scored {
  readonly genome: readonly number[];
  readonly values: readonly number[];
}

/** What DEAP 1.3.1 does where it is deterministic; test/reference/README.md tells how the file was made. */
interface DeapReference {
  readonly nsga2: readonly {
    readonly weights: readonly number[];
    readonly values: readonly (readonly number[])[];
    readonly front: readonly number[];
    /** null: infinite. */
    readonly crowding: readonly (number | null)[];
    readonly k: number;
    readonly selected: readonly number[];
  }[];
  readonly hallOfFame: readonly {
    readonly size: number;
    readonly weights: readonly number[];
    readonly generations: readonly (readonly Scored[])[];
    readonly expected: readonly Scored[];
  }[];
  readonly paretoFront: readonly {
    readonly weights: readonly number[];
    readonly generations: readonly (readonly Scored[])[];
    /** The number that is the genome, then the values. */
    readonly expected: readonly (readonly number[])[];
  }[];
  readonly compare: readonly {
    readonly weights: readonly number[];
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly greater: boolean;
    readonly less: boolean;
    readonly equal: boolean;
    readonly aDominatesB: boolean;
  }[];
  readonly logbook: readonly {
    readonly header: readonly string[];
    readonly chapters: Readonly<Record<string, readonly string[]>>;
    readonly records: readonly LogbookRecord[];
    readonly text: string;
  }[];
  readonly statistics: readonly {
    readonly values: readonly (readonly number[])[];
    readonly expected: Readonly<Record<'avg' | 'std' | 'min' | 'max', readonly number[]>>;
  }[];
}

export const deap: DeapReference = JSON.parse(readFileSync(new URL('../reference/deap.json', import.meta.url), 'utf8'));

export const elite = ({ genome: codes, values }: Scored): Elite => ({ genome: genome(codes, []), fitness: values });
export const plain = ({ genome: g, fitness }: Elite): Scored => ({ genome: [...g.codes], values: [...fitness] });
