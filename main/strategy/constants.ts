import type { Constant } from './primitive-set.ts';

/** A ratio, return or number of deviations: −3 to 3 in thousandths, so that strategies stay readable. */
export const ratio: Constant = {
  draw: (random) => random.integer(-3000, 3000) / 1000,
  accepts: (value) => Math.abs(value) <= 3,
};

/** A level of an oscillator between 0 and 100: whole numbers from 5 to 95. */
export const oscillatorLevel: Constant = {
  draw: (random) => random.integer(5, 95),
  accepts: (value) => value >= 5 && value <= 95,
};
