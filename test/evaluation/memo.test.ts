import { describe, expect, it } from 'vitest';
import { memoised } from '../../main/evaluation/memo.ts';
import type { Evaluate } from '../../main/strategy/fitness.ts';
import { parse } from '../../main/strategy/parse.ts';

/** Fitness is the number of nodes; `calls` lists how many strategies each call was given. */
function counting() {
  const calls: number[] = [];
  const evaluate: Evaluate = async (genomes, signal) => {
    signal?.throwIfAborted();
    calls.push(genomes.length);
    return genomes.map((g) => [g.codes.length]);
  };
  return { calls, evaluate: memoised(evaluate) };
}
const a = () => parse('gt(close, 1)');
const b = () => parse('gt(close, sma(close, 5))');

describe('memo', () => {
  it('evaluates each distinct strategy once, and answers in order', async () => {
    const { calls, evaluate } = counting();
    expect(await evaluate([a(), b(), a()])).toEqual([[3], [5], [3]]);
    expect(await evaluate([b(), parse('gt(close, 2)')])).toEqual([[5], [3]]);
    expect(calls).toEqual([2, 1]);
  });

  it('evaluates once what differs in the order of swappable arguments only', async () => {
    const { calls, evaluate } = counting();
    const [one, other] = ['and(gt(close, open), lt(low, high))', 'and(gt(high, low), lt(open, close))'].map((text) => parse(text));
    await evaluate([one!, other!]);
    expect(calls).toEqual([1]);
  });

  it('tells strategies apart by the last bit of a number', async () => {
    const { calls, evaluate } = counting();
    await evaluate([parse('gt(close, 0.1)'), parse('gt(close, 0.10000000000000002)')]);
    expect(calls).toEqual([2]);
  });

  it('remembers nothing of a call that was aborted', async () => {
    const { calls, evaluate } = counting();
    await expect(evaluate([a()], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toEqual([]);
    await evaluate([a()]);
    expect(calls).toEqual([1]);
  });

  /** As `counting`, but answers come when they are released, or not at all. */
  function waiting() {
    const calls: { readonly count: number; readonly answer: () => void; readonly giveUp: () => void }[] = [];
    const evaluate: Evaluate = (genomes) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(genomes.map((g) => [g.codes.length]));
        calls.push({ count: genomes.length, answer, giveUp: () => reject(new Error('given up')) });
      });
    return { calls, evaluate: memoised(evaluate) };
  }

  it('does not evaluate what another call has under way', async () => {
    const { calls, evaluate } = waiting();
    const first = evaluate([a()]);
    const second = evaluate([a(), b()]);
    expect(calls.map(({ count }) => count)).toEqual([1, 1]);
    calls[1]!.answer();
    calls[0]!.answer();
    expect(await Promise.all([first, second])).toEqual([[[3]], [[3], [5]]]);
  });

  it('evaluates what another call has given up', async () => {
    const { calls, evaluate } = waiting();
    const first = evaluate([a()]);
    const second = evaluate([a(), b()]);
    calls[1]!.answer();
    calls[0]!.giveUp();
    await expect(first).rejects.toThrow('given up');
    await expect.poll(() => calls.length).toBe(3);
    calls[2]!.answer();
    expect(await second).toEqual([[3], [5]]);
    expect(calls.map(({ count }) => count)).toEqual([1, 1, 1]);
  });
});
