import type { Outcome } from '../objectives/outcome.ts';

/** More metrics of a period than a search can be steered by. NaN where there is nothing to divide by or to count. */
export interface Risk {
  /** Sample deviation of the returns · √(bars a year). */
  readonly volatility: number;
  /** Bars from a maximum of the equity until it is reached again, the longest; one still under water counts to the end. */
  readonly drawdownBars: number;
  /** √(Σ drawdown² ÷ n), Martin's ulcer index, as a fraction. */
  readonly ulcer: number;
  /** 5th percentile of the returns (linear), and the mean of the worst ⌊(n − 1) · 0.05⌋ + 1. */
  readonly var95: number;
  readonly cvar95: number;
  /** |95th percentile ÷ 5th percentile|. */
  readonly tailRatio: number;
  /** Share of trades with a gain; mean gain ÷ mean loss; mean return of a trade; √n · mean ÷ sample deviation of trades. */
  readonly tradeWinRate: number;
  readonly payoff: number;
  readonly expectancy: number;
  readonly sqn: number;
}

/** Conventions as in the design (quant.md §4): those of empyrical over all bars, flat ones counting as 0. */
export function riskOf({ returns, holdings, barsPerYear }: Outcome): Risk {
  const trades = tradeReturns(returns, holdings);
  const gains = trades.filter((r) => r > 0);
  const losses = trades.filter((r) => r < 0);
  const sorted = returns.slice().sort();
  const low = percentile(sorted, 0.05);
  const { longest, ulcer } = underWater(returns);
  return {
    volatility: deviation(returns) * Math.sqrt(barsPerYear),
    drawdownBars: longest,
    ulcer,
    var95: low,
    cvar95: sorted.length === 0 ? Number.NaN : mean(sorted.subarray(0, Math.floor((sorted.length - 1) * 0.05) + 1)),
    tailRatio: low === 0 ? Number.NaN : Math.abs(percentile(sorted, 0.95) / low),
    tradeWinRate: gains.length / trades.length,
    payoff: mean(gains) / -mean(losses),
    expectancy: mean(trades),
    sqn: deviation(trades) === 0 ? Number.NaN : (Math.sqrt(trades.length) * mean(trades)) / deviation(trades),
  };
}

/** The return of each stretch of bars held without a break. */
function tradeReturns(returns: Float64Array, holdings: Uint8Array): Float64Array {
  const trades: number[] = [];
  for (let i = 0; i < returns.length; i++) {
    if (holdings[i] !== 1) continue;
    if (i > 0 && holdings[i - 1] === 1) trades[trades.length - 1] = (1 + trades.at(-1)!) * (1 + returns[i]!) - 1;
    else trades.push(returns[i]!);
  }
  return Float64Array.from(trades);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of a sample (÷ n − 1); exactly 0 where all values are equal, NaN for fewer than two. */
function deviation(values: Float64Array): number {
  if (values.length < 2) return Number.NaN;
  if (values.every((value) => value === values[0])) return 0;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Linear interpolation between neighbours, as numpy's default. */
function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

function underWater(returns: Float64Array): { longest: number; ulcer: number } {
  let value = 1;
  let peak = 1;
  let under = 0;
  let longest = 0;
  let squares = 0;
  for (const r of returns) {
    value *= 1 + r;
    peak = Math.max(peak, value);
    under = value < peak ? under + 1 : 0;
    longest = Math.max(longest, under);
    squares += ((peak - value) / peak) ** 2;
  }
  return { longest, ulcer: returns.length === 0 ? Number.NaN : Math.sqrt(squares / returns.length) };
}
