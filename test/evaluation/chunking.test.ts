import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../main/evaluation/chunk.ts';
import { CostModel, planChunks } from '../../main/evaluation/chunking.ts';
import { flatSpans } from '../backtest/reference.ts';
import { genomesOf } from './problems.ts';

describe('chunks', () => {
  const total = (costs: readonly number[]) => costs.reduce((sum, cost) => sum + cost, 0);

  it('hold every strategy once, and no more work than asked for unless it is a single strategy', () => {
    const costs = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 16 }), fc.double({ min: 0, max: 50, noNaN: true }), (list, workers, target) => {
        const chunks = planChunks(list, workers, target);
        expect(chunks.flat().sort((a, b) => a - b)).toEqual(list.map((_, i) => i));
        for (const chunk of chunks) {
          if (chunk.length > 1) expect(total(chunk.map((place) => list[place]!))).toBeLessThanOrEqual(target * (1 + 1e-9));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('begin with the longest strategies and end with a small share of the work', () => {
    const costs = Array.from({ length: 200 }, (_, i) => 1 + (i % 5));
    const chunks = planChunks(costs, 2, 30);
    expect(costs[chunks[0]![0]!]).toBe(5);
    expect(costs[chunks.at(-1)!.at(-1)!]).toBe(1);
    expect(total(chunks.at(-1)!.map((place) => costs[place]!))).toBeLessThanOrEqual(3);
  });

  it('a few cheap strategies go in one message', () => {
    expect(planChunks(Array(10).fill(0.05), 8, 30)).toHaveLength(1);
  });

  it('estimates follow what was measured', () => {
    const costs = new CostModel(5000);
    costs.learn([20, 30], 100);
    expect(costs.estimate(20) + costs.estimate(30)).toBeCloseTo(100, 9);
    for (let i = 0; i < 50; i++) costs.learn([20, 30], 10);
    expect(costs.estimate(20) + costs.estimate(30)).toBeCloseTo(10, 3);
  });

  it('unpack to the genomes that were packed', () => {
    const genomes = genomesOf(flatSpans);
    expect([...unpack(pack(genomes))]).toEqual(genomes);
  });
});
