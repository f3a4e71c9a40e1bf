import type { Genome } from '../strategy/genome.ts';

/** A strategy that could not be evaluated and got the worst fitness instead. */
export interface StrategyFailure {
  readonly genome: Genome;
  /** Its place among the genomes of the call. */
  readonly index: number;
  /** It threw an error, exceeded the time limit, or its worker thread died of it. */
  readonly reason: 'threw' | 'timeout' | 'crashed';
  readonly message: string;
}

export type OnFailure = (failure: StrategyFailure) => void;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What an aborted evaluation rejects with. */
export const abortError = (message = 'the evaluation was aborted'): DOMException => new DOMException(message, 'AbortError');
