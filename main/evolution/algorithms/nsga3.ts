import { randomFor } from '../../strategy/random.ts';
import type { Json } from '../individual.ts';
import { type Nsga3Memory, selectNsga3 } from '../selection/nsga3.ts';
import { referencePoints } from '../selection/registry.ts';
import { shuffled } from '../shuffle.ts';
import { varAnd } from '../variation/var-and.ts';
import { type Method, parentsAndChildren, withSlots } from './algorithm.ts';

/**
 * NSGA-III (Deb and Jain 2014; DEAP's example `ga/nsga3.py`): everybody is a parent once, in random pairs; of parents
 * and children together whole fronts survive, and of the last one those in the emptiest niches around the reference
 * points. `settings.selection` and `survival` are not looked at. DEAP pairs neighbours in the order of the selection
 * before, in which members of one front stand together.
 *
 * With `referencePoints.memory` (DEAP's `selNSGA3WithMemory`, and the paper) the ideal, worst and extreme points of
 * earlier generations stay in `Generation.state`, which has to be stored; without, a population is all there is.
 */
export const nsga3: Method = {
  parentsStay: () => true,
  breed({ settings, toolbox, number, population }) {
    const random = randomFor(settings.seed, number, 0, 'shuffle');
    return varAnd(settings, toolbox, number, shuffled(random, withSlots(population)));
  },
  survive(breeding, children) {
    const { settings, number, state } = breeding;
    const remembers = settings.referencePoints?.memory ?? false;
    if (remembers && number > 1 && !state) {
      throw new Error(`generation ${number - 1} was stored without the points it remembers: go on from it with referencePoints.memory off`);
    }
    const { chosen, memory } = selectNsga3(
      randomFor(settings.seed, number, 0, 'survive'),
      settings.weights,
      referencePoints(settings),
      settings.population,
      parentsAndChildren(breeding, children),
      remembers && state ? fromJson(state) : undefined,
    );
    return remembers ? { population: chosen, state: { ...memory } } : { population: chosen };
  },
};

const fromJson = (state: Json): Nsga3Memory => state as unknown as Nsga3Memory;
