import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFitness, dominates } from '../../main/evolution/compare.ts';
import { updateHallOfFame } from '../../main/evolution/hall-of-fame.ts';
import type { Elite } from '../../main/evolution/individual.ts';
import { updateParetoFront } from '../../main/evolution/pareto-front.ts';
import { genomeKey } from '../../main/strategy/genome.ts';
import { deap, elite, plain } from './reference.ts';

const weights = [1, -1, 1];

// Deterministic evaluation: the fitness is a function of the genome. Few values, so that ties and twins are common.
const individual = fc.integer({ min: 0, max: 30 }).map((n) => elite({ genome: [n], values: [n % 3, n % 4, n % 2] }));
const generations = fc.array(fc.array(individual, { maxLength: 12 }), { maxLength: 6 });

const byNumbers = (a: readonly number[], b: readonly number[]) => a.map((x, i) => x - b[i]!).find((difference) => difference !== 0) ?? 0;

describe('hall of fame', () => {
  it.each(deap.hallOfFame.map((c, i) => [i, c] as const))('agrees with DEAP, case %i', (_, c) => {
    let hall: readonly Elite[] = [];
    for (const generation of c.generations) hall = updateHallOfFame(c.weights, c.size, hall, generation.map(elite));
    expect(hall.map(plain)).toEqual(c.expected);
  });

  it('holds the best distinct genomes of everything that ever lived', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), generations, (size, history) => {
        const hall = history.reduce<readonly Elite[]>((h, generation) => updateHallOfFame(weights, size, h, generation), []);
        const distinct = [...new Map(history.flat().map((e) => [genomeKey(e.genome), e])).values()];
        const best = distinct.map((e) => e.fitness).sort((a, b) => compareFitness(weights, b, a));
        expect(hall.map((e) => e.fitness)).toEqual(best.slice(0, size));
        expect(new Set(hall.map((e) => genomeKey(e.genome))).size).toBe(hall.length);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('leaves the hall it was given as it was, and is done with a generation after one look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), generations, fc.array(individual), (size, history, next) => {
        const hall = history.reduce<readonly Elite[]>((h, generation) => updateHallOfFame(weights, size, h, generation), []);
        const before = hall.map(plain);
        const after = updateHallOfFame(weights, size, hall, next);
        expect(hall.map(plain)).toEqual(before);
        const better = (e: Elite) => after.length < size || compareFitness(weights, e.fitness, after.at(-1)!.fitness) > 0;
        const missing = next.filter((e) => better(e) && !after.some((m) => genomeKey(m.genome) === genomeKey(e.genome)));
        expect(missing).toEqual([]);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('puts the newest first among ties, and a full hall keeps the older one', () => {
    const [a, b, c] = [1, 2, 3].map((n) => elite({ genome: [n], values: [1, 1, 1] })) as [Elite, Elite, Elite];
    const hall = updateHallOfFame(weights, 2, [], [a, b, c]);
    expect(hall).toEqual([b, a]);
  });

  it('stays empty with size 0', () => {
    expect(updateHallOfFame(weights, 0, [], [elite({ genome: [1], values: [1, 1, 1] })])).toEqual([]);
  });
});

describe('Pareto front', () => {
  it.each(deap.paretoFront.map((c, i) => [i, c] as const))('agrees with DEAP, case %i', (_, c) => {
    let front: readonly Elite[] = [];
    for (const generation of c.generations) front = updateParetoFront(c.weights, front, generation.map(elite));
    // The file lists the members by genome and values; that ours stand best first is checked below.
    expect(front.map((e) => [...e.genome.codes, ...e.fitness]).sort(byNumbers)).toEqual(c.expected);
  });

  it('holds exactly the non-dominated distinct genomes of everything that ever lived', () => {
    fc.assert(
      fc.property(generations, (history) => {
        const front = history.reduce<readonly Elite[]>((f, generation) => updateParetoFront(weights, f, generation), []);
        const all = history.flat();
        const expected = all.filter((e) => !all.some((other) => dominates(weights, other.fitness, e.fitness)));
        expect(new Set(front.map((e) => genomeKey(e.genome)))).toEqual(new Set(expected.map((e) => genomeKey(e.genome))));
        expect(new Set(front.map((e) => genomeKey(e.genome))).size).toBe(front.length);
        for (let i = 1; i < front.length; i++) {
          expect(compareFitness(weights, front[i - 1]!.fitness, front[i]!.fitness)).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('keeps different genomes with the same fitness, the newest first, and drops all that a newcomer dominates', () => {
    const [a, b, c] = [1, 2, 3].map((n) => elite({ genome: [n], values: n < 3 ? [1, 1, 1] : [2, 1, 1] })) as [Elite, Elite, Elite];
    expect(updateParetoFront(weights, [], [a, b, a])).toEqual([b, a]);
    expect(updateParetoFront(weights, [b, a], [c])).toEqual([c]);
  });
});
