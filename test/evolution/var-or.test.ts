import { describe, expect, it } from 'vitest';
import type { Parent } from '../../main/evolution/variation/var-and.ts';
import { checkVarOr, varOr } from '../../main/evolution/variation/var-or.ts';
import { type Genome, genome } from '../../main/strategy/genome.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { agrees } from '../strategy/chi-squared.ts';
import { individual } from './synthetic.ts';

const parents = (count: number): Parent[] => Array.from({ length: count }, (_, i) => ({ slot: 100 + i, individual: individual([i], i) }));

/** Mating answers the genomes swapped, so that a child tells its mother's mate; mutation appends the code 65535. */
const traced = {
  mate: (_: unknown, a: Genome, b: Genome): [Genome, Genome] => [genome([...a.codes, ...b.codes], []), b],
  mutate: (_: unknown, g: Genome) => genome([...g.codes, 65_535], []),
};
const vary = (count: number, crossover: number, mutation: number, population = parents(4), generation = 1) => [
  ...varOr((child) => randomFor(5, generation, child, 'vary'), { crossover, mutation }, traced, population, count),
];

describe('varOr', () => {
  it('makes each child by one of the three, as often as the probabilities say', () => {
    const children = vary(10_000, 0.5, 0.3);
    const count = (operator: string) => children.filter((child) => child.operator === operator).length;
    expect(agrees([count('crossover'), count('mutation'), count('reproduce')], [0.5, 0.3, 0.2])).toBe(true);
    expect(count('crossover+mutation')).toBe(0);
  });

  it('mates two different parents, every pair equally often, and keeps the first child', () => {
    const found = new Map<string, number>();
    for (const child of vary(12_000, 1, 0)) {
      const [a, b] = child.parents as [number, number];
      expect([...child.genome.codes]).toEqual([a - 100, b - 100]);
      expect(child.fitness).toBeNull();
      found.set(`${a},${b}`, (found.get(`${a},${b}`) ?? 0) + 1);
    }
    expect(found.size).toBe(12);
    expect(agrees([...found.values()])).toBe(true);
  });

  it('draws the parents of mutants and copies evenly; copies keep their fitness', () => {
    for (const [mutation, operator] of [
      [1, 'mutation'],
      [0, 'reproduce'],
    ] as const) {
      const counts = [0, 0, 0, 0];
      for (const child of vary(8000, 0, mutation)) {
        expect(child.operator).toBe(operator);
        expect(child.fitness).toEqual(mutation ? null : [child.parents[0]! - 100]);
        counts[child.parents[0]! - 100]!++;
      }
      expect(agrees(counts)).toBe(true);
    }
  });

  it('works with one parent, which mates with itself', () => {
    expect(vary(3, 1, 0, parents(1)).map((child) => [...child.genome.codes])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('gives each child a fate of its own', () => {
    expect(vary(40, 0.4, 0.4).slice(0, 20)).toEqual(vary(20, 0.4, 0.4));
    expect(vary(20, 0.4, 0.4)).not.toEqual(vary(20, 0.4, 0.4, parents(4), 2));
  });

  it('refuses probabilities that exceed 1 together, and takes those that add up to it', () => {
    expect(() => checkVarOr({ crossover: 0.7, mutation: 0.4 })).toThrow('1 at most');
    expect(() => checkVarOr({ crossover: 0.7, mutation: 0.3 })).not.toThrow();
    expect(() => checkVarOr({ crossover: 0.9, mutation: 0.1 })).not.toThrow();
  });
});
