import { canonicalKey } from '../strategy/canonical.ts';
import { full } from '../strategy/generation/full.ts';
import { grow } from '../strategy/generation/grow.ts';
import { halfAndHalf } from '../strategy/generation/half-and-half.ts';
import { type Genome, genomeKey } from '../strategy/genome.ts';
import { staticLimit } from '../strategy/mutation/static-limit.ts';
import type { PrimitiveSet } from '../strategy/primitive-set.ts';
import type { Random } from '../strategy/random.ts';
import type { Deduplication, InitialisationName } from './catalogue.ts';
import { type Cases, objectivesAsCases } from './selection/cases.ts';
import { createSelection, type SelectionSettings } from './selection/registry.ts';
import type { Selection } from './selection/selection.ts';
import type { EvolutionSettings } from './settings.ts';
import { createCrossover, mutationLots } from './variation/registry.ts';

/**
 * The operators that an algorithm is given, as DEAP's toolbox. To swap one, spread a toolbox and name it again:
 * `{ ...createToolbox(settings, set), select: mine }`.
 */
export interface Toolbox {
  /** A random genome for generation 0. */
  generate(random: Random): Genome;
  /** Two children of two parents, which are left as they were. */
  mate(random: Random, a: Genome, b: Genome): [Genome, Genome];
  mutate(random: Random, genome: Genome): Genome;
  /** k parents from the population, not copies of them. */
  select: Selection;
  /** k survivors from the population and its children, or from the children alone, not copies of them. */
  survive: Selection;
  /**
   * Equal for genomes that are to be one strategy in a population, the hall of fame and the elite: for instance those
   * that hold the same positions on the data. A function of the genome alone. Absent: twins may be anywhere, and in the
   * hall of fame only the same genome is the same.
   */
  identity?(genome: Genome): string;
}

const initialisations: Readonly<Record<InitialisationName, typeof halfAndHalf>> = { halfAndHalf, full, grow };

/** What a toolbox is made from. */
export type ToolboxSettings = SelectionSettings &
  Pick<
    EvolutionSettings,
    'initialHeight' | 'initialisation' | 'limits' | 'selection' | 'survival' | 'deduplicate' | 'crossoverMethod' | 'leafShare' | 'mutations'
  >;

/**
 * The operators that the settings name; by default half and half, one-point crossover, one of five mutations,
 * tournament. A child that exceeds the limits is replaced by a parent (DEAP's `staticLimit`), so nothing ever does.
 *
 * @param cases what the lexicase selections look at; absent: the values of the objectives
 * @param behaviourOf equal for genomes that take the same positions on the data
 * @throws {RangeError} when it is missing, and duplicates are to be told by it
 */
export function createToolbox(
  settings: ToolboxSettings,
  set: PrimitiveSet,
  cases: Cases = objectivesAsCases(settings.weights),
  behaviourOf?: (genome: Genome) => number,
): Toolbox {
  const { initialHeight, limits } = settings;
  const initialise = initialisations[settings.initialisation ?? 'halfAndHalf'];
  const cross = createCrossover(settings);
  const lots = mutationLots(settings.mutations);
  const mate = staticLimit(limits, (random, a: Genome, b: Genome) => cross(random, set, a, b, limits));
  const mutate = staticLimit(limits, (random, genome: Genome): [Genome] => [random.choice(lots)(random, set, genome, limits)]);
  return {
    generate: (random) => initialise(random, set, initialHeight, limits),
    mate,
    mutate: (random, genome) => mutate(random, genome)[0],
    select: createSelection(settings.selection ?? 'tournament', settings, cases),
    survive: createSelection(settings.survival ?? 'best', settings, cases),
    ...(settings.deduplicate && { identity: identityBy(settings.deduplicate, behaviourOf) }),
  };
}

function identityBy(what: Deduplication, behaviourOf: ((genome: Genome) => number) | undefined): (genome: Genome) => string {
  if (what === 'genome') return genomeKey;
  if (what === 'structure') return canonicalKey;
  if (!behaviourOf) throw new RangeError('deduplicate is behaviour, which is not known here');
  return (genome) => String(behaviourOf(genome));
}
