import { describe, expect, it } from 'vitest';
import type { StrategyFailure } from '../../main/evaluation/failure.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { WORST_FITNESS } from '../../main/strategy/fitness.ts';
import { genome } from '../../main/strategy/genome.ts';
import { flatSpans, mismatches } from '../backtest/reference.ts';
import { flatSpansProblem, genomesOf } from './problems.ts';

describe('the serial evaluator', () => {
  it('gives the reference fitnesses, in order', async () => {
    expect(mismatches(flatSpans, await serialEvaluator(flatSpansProblem)(genomesOf(flatSpans)))).toEqual([]);
  });

  it('gives the worst fitness to what throws, and says so', async () => {
    const failures: StrategyFailure[] = [];
    const broken = genome([4], []);
    const [first] = genomesOf(flatSpans, 1);
    const fitnesses = await serialEvaluator(flatSpansProblem, (failure) => failures.push(failure))([first!, broken]);
    expect(fitnesses[1]).toEqual(WORST_FITNESS);
    expect(failures).toMatchObject([{ genome: broken, index: 1, reason: 'threw' }]);
  });

  it('stops before the next strategy when it is aborted', async () => {
    const controller = new AbortController();
    const running = serialEvaluator(flatSpansProblem)(genomesOf(flatSpans), controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
