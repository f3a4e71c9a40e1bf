import { MIN_PERIOD } from './primitives.ts';
import type { Random } from './random.ts';

// sums[n] = 1/2 + 1/3 + … + 1/n, grown as longer periods are asked for. Additions and divisions only, so that every
// machine draws the same periods (logarithms may differ in their last bit).
const sums: number[] = [0, 0];

/**
 * A period from 2 to `longest`, n with a probability proportional to 1/n (log-uniform): as often between 5 and 10 as
 * between 50 and 100, since to a moving average the ratio matters, not the difference.
 */
export function drawPeriod(random: Random, longest: number): number {
  if (longest < MIN_PERIOD) throw new RangeError(`no period is as short as ${longest}`);
  for (let n = sums.length; n <= longest; n++) sums.push(sums[n - 1]! + 1 / n);
  const target = random.float() * sums[longest]!;
  let low = MIN_PERIOD;
  let high = longest;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
