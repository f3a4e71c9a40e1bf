import type { AncestorView, LineageView, OriginView, SubtreeView } from '../../preload/contract.ts';
import type { Individual } from '../evolution/individual.ts';
import { changedSubtree } from '../evolution/lineage.ts';
import type { Store } from '../store/store.ts';
import { type Genome, type Range, slice } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';
import { ExpectedError } from './errors.ts';
import { checkHasGeneration, findRun } from './stored-run.ts';

/** Where an individual stands, and who stands there. */
interface Member {
  readonly generation: number;
  readonly slot: number;
  readonly individual: Individual;
}

/** How one individual came to be. @throws {ExpectedError} when the run, the generation or the slot is not there */
export const origin = (store: Store, run: string, generation: number, slot: number): OriginView =>
  trace(store, run, generation, slot, 1).line[0]!;

/**
 * All ancestors of an individual back to generation 0, in one query: of each stored population only the columns that
 * say who descends from whom are unfolded, and the genomes along the line of first parents.
 *
 * @throws {ExpectedError} when the run, the generation or the slot is not there
 */
export const lineage = (store: Store, run: string, generation: number, slot: number): LineageView =>
  trace(store, run, generation, slot, generation + 1);

/** As far back as `steps` generations from the individual's own. */
function trace(store: Store, run: string, generation: number, slot: number, steps: number): LineageView {
  checkHasGeneration(findRun(store, run), generation);
  const ancestors: AncestorView[] = [];
  const line: OriginView[] = [];
  let wanted = [slot];
  let child: Member | undefined;
  let place: number | undefined = slot;
  for (const { number, population } of store.generations.back(run, generation)) {
    if (slot >= population.length && number === generation) {
      throw new ExpectedError(`Generation ${generation} of run ${run} has slots 0 to ${population.length - 1}, not ${slot}.`);
    }
    if (child) line.push(originView(child, (parent) => population.at(parent)));
    if (line.length === steps) return { line, ancestors };
    child = place === undefined ? undefined : { generation: number, slot: place, individual: population.at(place) };
    place = child?.individual.parents[0];
    const parents = new Set<number>();
    for (const one of wanted) {
      const entry = { generation: number, slot: one, operator: population.operator(one), parents: population.parents(one) };
      ancestors.push({ ...entry, fitness: population.fitness(one) });
      for (const parent of entry.parents) parents.add(parent);
    }
    if (parents.size === 0) break;
    wanted = [...parents].sort((a, b) => a - b);
  }
  if (child) line.push(originView(child, () => undefined));
  return { line, ancestors };
}

function originView({ generation, slot, individual }: Member, parentAt: (slot: number) => Individual | undefined): OriginView {
  const { genome, fitness, operator } = individual;
  const parents = individual.parents.flatMap((from) => {
    const parent = parentAt(from);
    return parent ? [{ slot: from, genome: parent.genome, fitness: parent.fitness }] : [];
  });
  const before = parents[0]?.genome;
  const change = before ? changedSubtree(before, genome) : null;
  return {
    generation,
    slot,
    strategy: print(genome),
    fitness,
    operator,
    parents: parents.map((parent) => ({ slot: parent.slot, strategy: print(parent.genome), fitness: parent.fitness })),
    change: before && change ? { before: part(before, change.parentRange), after: part(genome, change.childRange) } : null,
  };
}

const part = (genome: Genome, range: Range): SubtreeView => ({ text: print(slice(genome, range)), ...range });
