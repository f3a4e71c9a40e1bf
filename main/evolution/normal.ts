import type { Random } from '../strategy/random.ts';

/** A standard normal number (Marsaglia's polar method; of the two it makes, the second is left). */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random.float() - 1;
    const y = 2 * random.float() - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
