import { describe, expect, it } from 'vitest';
import { fitness } from '../../main/backtest/fitness.ts';
import { signals } from '../../main/backtest/signals.ts';
import { flatSpans, mismatches, sp500 } from './reference.ts';

describe('fitness of the reference strategies', () => {
  it.each([
    { reference: sp500, strategies: 400 },
    { reference: flatSpans, strategies: 200 },
  ])('matches on $reference.name', ({ reference, strategies }) => {
    const { bars, cases, periods, window } = reference;
    expect(cases).toHaveLength(strategies);
    const fitnesses = cases.map(({ genome }) => fitness(signals(genome, bars), bars.close, periods, window));
    expect(mismatches(reference, fitnesses)).toEqual([]);
  });
});
