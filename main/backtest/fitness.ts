import type { Period } from '../market/bars.ts';
import { type Fitness, WORST_FITNESS } from '../strategy/fitness.ts';
import { maxDrawdown, sharpe, winRate } from './metrics.ts';
import { heldReturns } from './positions.ts';

/**
 * The fitness of the decisions of a strategy: [sharpe, maxDrawdown, winRate], each the mean over the periods
 * (added up in their order, then divided by their number). For other objectives see objectives/fitness.ts.
 *
 * @param signals one byte a bar, as `signals` returns them
 * @param close the close of every bar
 * @param periods bars [start, end); each is judged on its own
 * @param window bars at the start of each period that are only history
 * @param minHeldBars how many bars a strategy has to hold in each period; 1, that of the language, is the least
 * @returns WORST_FITNESS if a period has fewer held returns, or a number that is not finite comes out
 */
export function fitness(signals: Uint8Array, close: Float64Array, periods: readonly Period[], window: number, minHeldBars = 1): Fitness {
  const sums = [0, 0, 0] as [number, number, number];
  for (const period of periods) {
    const returns = heldReturns(signals, close, period, window);
    if (returns.length < Math.max(1, minHeldBars)) return WORST_FITNESS;
    sums[0] += sharpe(returns);
    sums[1] += maxDrawdown(returns);
    sums[2] += winRate(returns);
  }
  const means = sums.map((sum) => sum / periods.length);
  return means.every(Number.isFinite) ? means : WORST_FITNESS;
}
