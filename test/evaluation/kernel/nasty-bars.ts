import type { Bars } from '../../../main/market/bars.ts';
import type { Random } from '../../../main/strategy/random.ts';

/** What the price does for a stretch of bars. */
const moves = {
  walk: (price: number, random: Random) => price * (1 + (random.float() - 0.5) * 0.04),
  halt: (price: number) => price,
  ticks: (price: number, random: Random) => price + random.integer(-1, 1) * 0.01,
  jump: (_: number, random: Random) => random.choice([1e-9, 0.37, 50.2, 1e7]),
  huge: (_: number, random: Random) => random.choice([1e150, 3e180, 1e-160]),
};
const everyday = [moves.walk, moves.walk, moves.halt, moves.ticks];
const extreme = [...everyday, moves.jump, moves.huge];

/**
 * Bars with all that makes arithmetic go wrong: halts of every length, ties, zero and enormous volume, and on demand
 * prices of very different magnitude, whose products overflow and whose differences are Infinity − Infinity.
 */
export function nastyBars(random: Random, length: number, kind: 'everyday' | 'extreme'): Bars {
  const column = () => new Float64Array(length);
  const bars = { length, time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const choices = kind === 'extreme' ? extreme : everyday;
  let price = 100;
  let move = moves.walk as (price: number, random: Random) => number;
  let left = 0;
  for (let t = 0; t < length; t++) {
    if (left-- <= 0) {
      move = random.choice(choices);
      left = random.choice([1, 3, 20, 150]);
    }
    const halted = move === moves.halt;
    const open = price;
    price = Math.max(move(price, random), 1e-300);
    if (move !== moves.huge) price = Math.round(price * 100) / 100 || 0.01;
    bars.time[t] = t * 86_400_000;
    bars.open[t] = halted ? price : open;
    bars.close[t] = price;
    bars.high[t] = Math.max(bars.open[t]!, price) * (halted ? 1 : 1 + random.float() * 0.01);
    bars.low[t] = Math.min(bars.open[t]!, price) * (halted ? 1 : 1 - random.float() * 0.01);
    bars.volume[t] = halted ? 0 : random.choice([0, 1, 1e6 * random.float(), kind === 'extreme' ? 1e300 : 1e12]);
  }
  return bars;
}
