import { describe, expect, it } from 'vitest';
import { checkSet } from '../../main/strategy/check-set.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { full } from '../../main/strategy/generation/full.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import { ephemeral } from '../../main/strategy/mutation/ephemeral.ts';
import { insert } from '../../main/strategy/mutation/insert.ts';
import { nodeReplacement } from '../../main/strategy/mutation/node-replacement.ts';
import { semanticMutation } from '../../main/strategy/mutation/semantic.ts';
import { uniform } from '../../main/strategy/mutation/uniform.ts';
import { columnCode, NUMBER, primitiveOf } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { weighted, weightedChoice } from '../../main/strategy/weighted.ts';
import { usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const sets = [dimensioned(100), free(100)];
const generate = (set: (typeof sets)[number], count: number, height = { min: 2, max: 5 }) =>
  Array.from({ length: count }, (_, slot) => halfAndHalf(randomFor(1, 0, slot, 'initialise'), set, height, usual(set)));

describe.each(sets.map((set) => [set.name, set] as const))('weights of primitives in the %s set', (_, set) => {
  it('say how often functions and columns are drawn', () => {
    const biased = weighted(set, { gt: 3, lt: 1, crossAbove: 2, crossBelow: 0, close: 5, high: 2, volume: 0 });
    const limits = { ...usual(set), maxHeight: 1 };
    const roots = new Map<string, number>();
    const leaves = new Map<number, number>();
    for (let slot = 0; slot < 8000; slot++) {
      const g = full(randomFor(2, 0, slot, 'initialise'), biased, { min: 1, max: 1 }, limits);
      const name = primitiveOf(g.codes.at(-1)!)!.name;
      roots.set(name, (roots.get(name) ?? 0) + 1);
      for (const code of g.codes.slice(0, -1)) leaves.set(code, (leaves.get(code) ?? 0) + 1);
    }
    expect(
      agrees(
        ['gt', 'lt', 'crossAbove'].map((name) => roots.get(name)!),
        [3, 1, 2],
      ),
    ).toBe(true);
    expect(roots.size).toBe(3);
    expect(leaves.has(columnCode('volume'))).toBe(false);
    // Equal arguments are drawn anew, so that the shares are not the weights; their order is.
    expect(leaves.get(columnCode('close'))!).toBeGreaterThan(1.3 * leaves.get(columnCode('high'))!);
    expect(leaves.get(columnCode('high'))!).toBeGreaterThan(1.3 * leaves.get(columnCode('open'))!);
  });

  it('of 0 keep a primitive out of everything that is generated or varied', () => {
    const names = ['or', 'rsi', 'sma', 'gt', 'volume', 'ifElse', 'div'];
    const without = weighted(set, Object.fromEntries(names.map((name) => [name, 0])));
    const limits = usual(set);
    const used = (text: string) => names.some((name) => new RegExp(`\\b${name}\\b`).test(text));
    let previous = generate(without, 300);
    for (const mutation of [uniform, insert, nodeReplacement, ephemeral]) {
      previous = previous.map((g, i) => mutation(randomFor(3, 1, i, 'mutate'), without, g, limits));
      expect(previous.map(print).filter(used)).toEqual([]);
    }
    // Without or there is no semantic variation, which needs it.
    expect(semanticMutation(randomFor(1, 1, 1, 'mutate'), without, previous[0]!, limits)).toBe(previous[0]);
  });

  it('that are equal change nothing', () => {
    expect(weighted(set, {})).toBe(set);
    expect(weighted(set, { gt: 1, close: 1, number: 1 })).toBe(set);
    // A weight of its own, but the same shares: the same strategies are possible.
    expect(weighted(set, { gt: 2 }).terminalRatio).toBeLessThan(set.terminalRatio);
  });

  it('leave those who wrote a strategy by hand the types of what is never drawn', () => {
    const without = weighted(set, { volume: 0 });
    expect(without.types).toEqual(set.types);
    expect(generate(without, 200).some((g) => g.codes.includes(columnCode('volume')))).toBe(false);
  });

  it('say what is wrong with them', () => {
    expect(() => weighted(set, { sma2: 1 })).toThrow('the weight of sma2 belongs to nothing');
    expect(() => weighted(set, { sma: -1 })).toThrow('the weight of sma is -1');
    expect(() => weighted(set, { sma: Number.NaN })).toThrow('the weight of sma is NaN');
    expect(() => weighted(set, { gt: 0, lt: 0, crossAbove: 0, crossBelow: 0 })).toThrow(RangeError);
    expect(() => weighted(set, { open: 0, high: 0, low: 0, close: 0, volume: 0 })).toThrow(RangeError);
  });
});

it.each(sets.map((set) => [set.name, set] as const))('numbers can be left out of the %s set', (name, set) => {
  const without = weighted(set, { number: 0 });
  const texts = generate(without, 300);
  expect(texts.some((g) => g.codes.includes(NUMBER))).toBe(false);
  // Only a number is an oscillator that does not look back, so that nothing is compared with one.
  expect(checkSet(without, usual(without)).types.find((type) => type.type === 'oscillator')?.reachable ?? false).toBe(false);
  expect(checkSet(without, usual(without)).unusable).toEqual(name === 'free' ? [] : ['rsi']);
});

it('one of weighted items is drawn as often as its weight says', () => {
  const counts = [0, 0, 0, 0];
  const shares = [1, 0, 2.5, 0.5];
  for (let i = 0; i < 8000; i++) counts[weightedChoice(randomFor(4, 0, i, 'initialise'), [0, 1, 2, 3], (item) => shares[item]!)]!++;
  expect(counts[1]).toBe(0);
  expect(agrees([counts[0]!, counts[2]!, counts[3]!], [1, 2.5, 0.5])).toBe(true);
  expect(weightedChoice(randomFor(4, 0, 0, 'initialise'), [7, 7], () => 0)).toBe(7);
  expect(() => weightedChoice(randomFor(4, 0, 0, 'initialise'), [], () => 1)).toThrow(RangeError);
});
