import { describe, expect, it } from 'vitest';
import type { Parent } from '../../main/evolution/variation/var-and.ts';
import { varAnd } from '../../main/evolution/variation/var-and.ts';
import { type Genome, genome } from '../../main/strategy/genome.ts';
import type { Random } from '../../main/strategy/random.ts';
import { individual, toolbox } from './synthetic.ts';

// Parent i has the single code i, the fitness [i], and comes from slot 1000 + i.
const parents = (count: number): Parent[] =>
  Array.from({ length: count }, (_, i) => ({ slot: 1000 + i, individual: individual([i], i % 60_000) }));

/** Operators that leave a trace: mating swaps the genomes, mutation appends the code 65535. */
const traced = {
  mate: (_: unknown, a: Genome, b: Genome): [Genome, Genome] => [b, a],
  mutate: (_: unknown, g: Genome) => genome([...g.codes, 65_535], []),
};

const vary = (count: number, crossover: number, mutation: number, generation = 1) => [
  ...varAnd({ seed: 5, crossover, mutation }, traced, generation, parents(count)),
];

describe('varAnd', () => {
  it('mates the pairs (0, 1), (2, 3), … and never the odd last one', () => {
    const offspring = vary(5, 1, 0);
    expect(offspring.map((child) => child.genome.codes[0])).toEqual([1, 0, 3, 2, 4]);
    expect(offspring.map((child) => child.operator)).toEqual(['crossover', 'crossover', 'crossover', 'crossover', 'reproduce']);
    expect(offspring.map((child) => child.parents)).toEqual([[1000, 1001], [1001, 1000], [1002, 1003], [1003, 1002], [1004]]);
    expect(offspring.map((child) => child.fitness)).toEqual([null, null, null, null, [4]]);
  });

  it('mutates what crossover made, the odd last one too', () => {
    const offspring = vary(3, 1, 1);
    expect(offspring.map((child) => [...child.genome.codes])).toEqual([
      [1, 65_535],
      [0, 65_535],
      [2, 65_535],
    ]);
    expect(offspring.map((child) => child.operator)).toEqual(['crossover+mutation', 'crossover+mutation', 'mutation']);
    expect(offspring.map((child) => child.parents)).toEqual([[1000, 1001], [1001, 1000], [1002]]);
  });

  it('hands on genome and fitness of what no operator touched', () => {
    expect(vary(4, 0, 0)).toEqual(
      parents(4).map(({ slot, individual: { genome: g, fitness } }) => ({ genome: g, fitness, parents: [slot], operator: 'reproduce' })),
    );
  });

  it('has an unchanged genome evaluated again, as DEAP does', () => {
    const idle = { mate: (_: unknown, a: Genome, b: Genome): [Genome, Genome] => [a, b], mutate: (_: unknown, g: Genome) => g };
    const offspring = [...varAnd({ seed: 5, crossover: 0, mutation: 1 }, idle, 1, parents(3))];
    expect(offspring.map((child) => child.fitness)).toEqual([null, null, null]);
  });

  it('mates and mutates as often as the probabilities say, one independent of the other', () => {
    const [pairs, crossover, mutation] = [5000, 0.7, 0.2];
    const offspring = vary(2 * pairs, crossover, mutation);
    const crossed = offspring.map((child) => child.operator.startsWith('crossover'));
    const mutated = offspring.map((child) => child.operator.endsWith('mutation'));
    const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;
    // Four standard deviations of a binomial distribution
    const near = (n: number, p: number) => [n * p - 4 * Math.sqrt(n * p * (1 - p)), n * p + 4 * Math.sqrt(n * p * (1 - p))] as const;
    for (const [seen, n, p] of [
      [count(crossed) / 2, pairs, crossover],
      [count(mutated), 2 * pairs, mutation],
      [count(mutated.filter((_, i) => crossed[i])), count(crossed), mutation],
    ] as const) {
      const [low, high] = near(n, p);
      expect(seen).toBeGreaterThan(low);
      expect(seen).toBeLessThan(high);
    }
    expect(crossed.every((flag, i) => flag === crossed[i ^ 1])).toBe(true);
  });

  it('gives each slot a fate of its own: who else is there does not matter, the generation does', () => {
    const operatorsOf = (count: number, generation: number) => vary(count, 0.5, 0.5, generation).map((child) => child.operator);
    expect(operatorsOf(40, 1).slice(0, 20)).toEqual(operatorsOf(20, 1));
    expect(operatorsOf(40, 1)).not.toEqual(operatorsOf(40, 2));
  });

  it('never changes the parents', () => {
    const before = parents(20);
    const real = toolbox();
    const operators = { mate: real.mate, mutate: (random: Random, g: Genome) => real.mutate(random, g) };
    expect([...varAnd({ seed: 5, crossover: 1, mutation: 1 }, operators, 1, before)]).toHaveLength(20);
    expect(before).toEqual(parents(20));
  });
});
