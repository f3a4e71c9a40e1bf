import type { CheckedStrategy } from '../../preload/contract.ts';
import { english } from '../strategy/english/english.ts';
import { StrategyError } from '../strategy/errors.ts';
import { lookback, size } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { print } from '../strategy/print.ts';

/** What a text says as a strategy, or where it is none and why. */
export function checkStrategy(text: string, window: number): CheckedStrategy {
  try {
    const genome = parse(text, window);
    return { problem: null, strategy: print(genome), reading: english(genome), size: size(genome), lookback: lookback(genome) };
  } catch (error) {
    if (!(error instanceof StrategyError)) throw error;
    // The place is shown at the text itself.
    return { problem: { column: error.column, message: error.message.replace(/^column \d+: /, '') } };
  }
}
