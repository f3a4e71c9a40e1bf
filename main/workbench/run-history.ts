import { setImmediate } from 'node:timers/promises';
import type { Champion, OperatorCredit } from '../../preload/contract.ts';
import { type Elite, operators } from '../evolution/individual.ts';
import { operatorCredit } from '../evolution/lineage.ts';
import { updateParetoFront } from '../evolution/pareto-front.ts';
import type { Store } from '../store/store.ts';
import { genomeUnits } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';
import { findRun, settingsOf } from './stored-run.ts';
import { championView } from './views.ts';

/**
 * Every strategy of all stored generations that no other one dominates, best first in the order of the objectives
 * (DEAP's ParetoFront over a whole run). Those of one fitness stand side by side.
 *
 * @throws {ExpectedError} when there is no such run
 */
export async function paretoFront(store: Store, run: string): Promise<Champion[]> {
  const stored = findRun(store, run);
  const weights = settingsOf(store, stored).objectives.map(({ weight }) => weight);
  const met = new GenomeTable(genomeUnits);
  let front: readonly Elite[] = [];
  for (let number = 0; number <= stored.generation; number++) {
    const { population } = store.generations.read(run, number);
    front = updateParetoFront(
      weights,
      front,
      population.filter(({ genome }) => {
        const before = met.size;
        return met.add(genome) === before;
      }),
    );
    // Whatever else the thread has to do gets its turn.
    await setImmediate();
  }
  return front.map(championView);
}

/**
 * What each operator was good for in all stored generations: how many of the individuals that it made are better than
 * their first parent, equal to it, or worse. Operators that made none are left out.
 *
 * @throws {ExpectedError} when there is no such run
 */
export async function operatorCredits(store: Store, run: string): Promise<OperatorCredit[]> {
  const stored = findRun(store, run);
  const weights = settingsOf(store, stored).objectives.map(({ weight }) => weight);
  const totals = new Map(operators.map((operator) => [operator, { operator, better: 0, equal: 0, worse: 0 }]));
  let before = stored.generation < 0 ? [] : store.generations.read(run, 0).population;
  for (let number = 1; number <= stored.generation; number++) {
    const { population } = store.generations.read(run, number);
    for (const [operator, { better, equal, worse }] of operatorCredit(weights, before, population)) {
      const total = totals.get(operator)!;
      total.better += better;
      total.equal += equal;
      total.worse += worse;
    }
    before = population;
    await setImmediate();
  }
  return [...totals.values()].filter(({ better, equal, worse }) => better + equal + worse > 0);
}
