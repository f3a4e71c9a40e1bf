export { backtest } from './backtest';
export { abs, add, change, div, fill, ifElse, max, min, mul, neg, sub } from './elementwise';
export { makeFlatExact, meanOfSums, prefixSums } from './fixed-point';
export { mean, meanOfNonNegative } from './mean';
export { ema, falls, rises, standardised, strength } from './series';
export { and, crossAbove, gt, not, or, xor } from './signals';
export { deviation, extreme, weightedMean } from './windows';
