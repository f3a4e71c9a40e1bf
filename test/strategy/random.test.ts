import { describe, expect, it } from 'vitest';
import { drawPeriod } from '../../main/strategy/periods.ts';
import { type Purpose, randomFor } from '../../main/strategy/random.ts';
import { agrees } from './chi-squared.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('randomFor', () => {
  it('gives the same stream for the same key, and another for any other', () => {
    const keys: [number, number, number, Purpose][] = [
      [1, 0, 0, 'initialise'],
      [2, 0, 0, 'initialise'],
      [1 + 2 ** 32, 0, 0, 'initialise'],
      [1, 1, 0, 'initialise'],
      [1, 0, 1, 'initialise'],
      [0, 1, 1, 'initialise'],
      [1, 0, 0, 'mate'],
      [1, 0, 0, 'mutate'],
      [2 ** 53 - 1, 0, 0, 'select'],
    ];
    const streams = keys.map((key) =>
      range(5)
        .map(() => randomFor(...key).float())
        .join(),
    );
    expect(streams).toEqual(
      keys.map((key) =>
        range(5)
          .map(() => randomFor(...key).float())
          .join(),
      ),
    );
    expect(new Set(streams).size).toBe(keys.length);
  });

  it('has first draws over the slots that are as even as the draws of one stream', () => {
    const counts = (draw: (i: number) => number) => {
      const bins = new Array<number>(20).fill(0);
      for (let i = 0; i < 20_000; i++) bins[draw(i)]!++;
      return bins;
    };
    const stream = randomFor(7, 0, 0, 'select');
    expect(agrees(counts((slot) => randomFor(7, 3, slot, 'select').integer(0, 19)))).toBe(true);
    expect(agrees(counts((generation) => Math.floor(randomFor(7, generation, 3, 'mate').float() * 20)))).toBe(true);
    expect(agrees(counts(() => stream.integer(0, 19)))).toBe(true);
  });

  it('refuses to choose from nothing', () => {
    expect(() => randomFor(1, 0, 0, 'select').choice([])).toThrow('choice() from an empty list');
  });
});

describe('drawPeriod', () => {
  it.each([2, 3, 10, 100])('draws n up to %d with a probability proportional to 1/n', (longest) => {
    const random = randomFor(3, 0, longest, 'initialise');
    const counts = new Array<number>(longest + 1).fill(0);
    for (let i = 0; i < 50_000; i++) counts[drawPeriod(random, longest)]!++;
    expect(counts.slice(0, 2)).toEqual([0, 0]);
    if (longest === 2) expect(counts[2]).toBe(50_000);
    else
      expect(
        agrees(
          counts.slice(2),
          range(longest + 1)
            .slice(2)
            .map((n) => 1 / n),
        ),
      ).toBe(true);
  });

  it('refuses what leaves no period', () => {
    expect(() => drawPeriod(randomFor(1, 0, 0, 'mutate'), 1)).toThrow('no period is as short as 1');
  });
});
