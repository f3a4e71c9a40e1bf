import type { Evaluate, Fitness } from '../../strategy/fitness.ts';
import type { Genome } from '../../strategy/genome.ts';
import { randomFor } from '../../strategy/random.ts';
import { compareFitness } from '../compare.ts';
import { distinct, type Evaluated } from '../distinct.ts';
import { updateHallOfFame } from '../hall-of-fame.ts';
import type { Elite, Generation, Individual, Json, Offspring } from '../individual.ts';
import { initialPopulation } from '../initialisation.ts';
import type { Selection } from '../selection/selection.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Parent } from '../variation/var-and.ts';

export interface AlgorithmOptions {
  /** Go on after this generation, and yield exactly what an uninterrupted run would have yielded after it. */
  readonly from?: Generation;
  /** Ends the run between two generations, and is passed on to `evaluate`. */
  readonly signal?: AbortSignal;
  /** Awaited between two pieces of work, so that whatever else the thread has to do gets its turn. */
  readonly turn?: () => Promise<void>;
}

/**
 * Into so many pieces a generation is divided on its way to `evaluate`, whose calls overlap: the first children are
 * evaluated while the last ones are still being made. Fewer where they would be smaller than the least.
 */
export const PIECES = 4;
const LEAST = 100;

/**
 * Yields generations 0 to `settings.generations`. Nothing is computed before the next one is asked for, so the caller
 * pauses a run by not asking. All random numbers are a pure function of the seed, the generation and the slot: a
 * generation is all that is needed to go on from it, however the evaluations are cut and whenever they arrive.
 *
 * @throws the signal's reason when it is aborted (an `AbortError` by default), whatever `evaluate` rejects with, and
 * an `Error` when `evaluate`, `from` or the settings do not fit each other
 */
export type Algorithm = (
  settings: EvolutionSettings,
  toolbox: Toolbox,
  evaluate: Evaluate,
  options?: AlgorithmOptions,
) => AsyncGenerator<Generation, void, undefined>;

/** What a generation is made from: the one before. */
export interface Breeding {
  readonly settings: EvolutionSettings;
  readonly toolbox: Toolbox;
  /** The generation that is being made. */
  readonly number: number;
  readonly population: readonly Individual[];
  readonly state: Json | undefined;
}

/** The part in which algorithms differ. */
export interface Method {
  /** Checks the settings before anything is computed. Throws a RangeError that names the field and the remedy. */
  readonly check?: (settings: EvolutionSettings) => void;
  /** The children, before their evaluation. Best made when they are asked for: the first are evaluated meanwhile. */
  readonly breed: (breeding: Breeding) => Iterable<Offspring>;
  /** How many children it breeds. Absent: as many as there are individuals. */
  readonly births?: (settings: EvolutionSettings) => number;
  /** Whether parents compete with their children, so that no child may be the same as one of them. Absent: no. */
  readonly parentsStay?: (settings: EvolutionSettings) => boolean;
  /** Who lives in the next generation, and what is remembered. Absent: the children do, and nothing is. */
  readonly survive?: (
    breeding: Breeding,
    children: readonly Individual[],
  ) => { readonly population: readonly Individual[]; readonly state?: Json };
}

/** The loop around a method: evaluate what changed, remember the best, go on. The hall of fame sees all children, survivors or not. */
export const algorithm = ({ check, breed, parentsStay, survive }: Method): Algorithm =>
  async function* run(settings, toolbox, evaluate, { from, signal, turn } = {}) {
    check?.(settings);
    const remember = (hall: readonly Elite[], newcomers: readonly Individual[]) =>
      updateHallOfFame(settings.weights, settings.hallOfFame, hall, newcomers, toolbox.identity);
    const completed = (offspring: Iterable<Offspring>) => complete(settings, evaluate, offspring, { signal, turn });
    let generation: Generation;
    if (from) {
      checkFits(settings, from);
      generation = from;
    } else {
      signal?.throwIfAborted();
      const first = await distinct(settings, toolbox, 0, await completed(initialPopulation(settings, toolbox)), [], completed);
      const hallOfFame = remember([], first.individuals);
      generation = { number: 0, population: first.individuals, evaluations: first.evaluations, hallOfFame };
      yield generation;
    }
    while (generation.number < settings.generations) {
      signal?.throwIfAborted();
      const number = generation.number + 1;
      const breeding: Breeding = { settings, toolbox, number, population: generation.population, state: generation.state };
      const staying = parentsStay?.(settings) ? generation.population : [];
      const children = await distinct(settings, toolbox, number, await completed(breed(breeding)), staying, completed);
      const hallOfFame = remember(generation.hallOfFame, children.individuals);
      const survivors = survive?.(breeding, children.individuals) ?? { population: children.individuals };
      generation = { number, ...survivors, evaluations: children.evaluations, hallOfFame };
      yield generation;
    }
  };

async function complete(
  settings: EvolutionSettings,
  evaluate: Evaluate,
  offspring: Iterable<Offspring>,
  { signal, turn }: Readonly<Record<'signal', AbortSignal | undefined> & Record<'turn', AlgorithmOptions['turn']>>,
): Promise<Evaluated> {
  const children: Offspring[] = [];
  const answered: Promise<readonly Fitness[]>[] = [];
  let evaluations = 0;
  let invalid: Genome[] = [];
  const handOver = () => {
    if (invalid.length === 0) return;
    const answers = evaluated(evaluate, invalid, signal);
    // Awaited only when all children are made: until then a rejection is no unhandled one.
    answers.catch(() => {});
    answered.push(answers);
    evaluations += invalid.length;
    invalid = [];
  };
  const piece = Math.max(LEAST, Math.ceil(settings.population / PIECES));
  for (const child of offspring) {
    children.push(child);
    if (child.fitness === null) invalid.push(child.genome);
    if (invalid.length < piece) continue;
    handOver();
    await turn?.();
    signal?.throwIfAborted();
  }
  handOver();
  const answers = (await Promise.all(answered)).flat();
  let next = 0;
  const individuals = children.map((child): Individual => {
    const fitness = child.fitness ?? answers[next++]!;
    if (fitness.length !== settings.weights.length) {
      throw new Error(`evaluate answered ${fitness.length} values for ${settings.weights.length} weights`);
    }
    return { ...child, fitness };
  });
  return { individuals, evaluations };
}

async function evaluated(evaluate: Evaluate, genomes: readonly Genome[], signal: AbortSignal | undefined): Promise<Fitness[]> {
  const answers = await evaluate(genomes, signal);
  if (answers.length !== genomes.length) throw new Error(`evaluate answered ${answers.length} fitnesses for ${genomes.length} genomes`);
  return answers;
}

function checkFits(settings: EvolutionSettings, from: Generation): void {
  if (from.population.length !== settings.population) {
    throw new Error(
      `generation ${from.number} has ${from.population.length} individuals, but the settings say ${settings.population}: continue a run with the settings it was started with`,
    );
  }
}

/** Individuals with the slots they come from. */
export const withSlots = (population: readonly Individual[]): Parent[] => population.map((individual, slot) => ({ slot, individual }));

/** k of a pool by a selection, with their slots; place i draws from stream `first + i`. */
export function select(
  { settings, number }: Pick<Breeding, 'settings' | 'number'>,
  selection: Selection,
  pool: readonly Parent[],
  k: number,
  first = 0,
): Parent[] {
  const members = new Map(pool.map((parent) => [parent.individual, parent]));
  const chosen = selection(
    (place) => randomFor(settings.seed, number, first + place, 'select'),
    pool.map((parent) => parent.individual),
    k,
  );
  if (chosen.length !== k) throw new Error(`select has to return ${k} individuals, not ${chosen.length}`);
  return chosen.map((individual) => {
    const parent = members.get(individual);
    if (!parent) throw new Error('select has to return an individual of the population, not a copy or another one');
    return parent;
  });
}

/**
 * Parents and children, of whom some survive. Of a child and its twin (somebody whom `identity` takes for the same) only
 * the better one is among them, of equals the one that was there first; at least as many are left as there are parents.
 */
export function parentsAndChildren({ settings, toolbox, population }: Breeding, children: readonly Individual[]): Individual[] {
  const parents = withSlots(population).map(unchanged);
  const { identity } = toolbox;
  if (!identity) return [...parents, ...children];
  const pool = new Set(parents);
  const known = new Map(parents.map((parent) => [identity(parent.genome), parent]));
  for (const child of children) {
    const key = identity(child.genome);
    const twin = known.get(key);
    if (twin && compareFitness(settings.weights, child.fitness, twin.fitness) <= 0) continue;
    if (twin) pool.delete(twin);
    pool.add(child);
    known.set(key, child);
  }
  return [...pool];
}

/** Somebody of the generation before who lives on unchanged. */
export const unchanged = ({ slot, individual: { genome, fitness } }: Parent): Individual => ({
  genome,
  fitness,
  parents: [slot],
  operator: 'reproduce',
});
