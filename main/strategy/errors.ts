/** A strategy's text that is no strategy. The message names the place, what stood there and what was expected. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError';
  /** Where in the text, counted from 1 in characters (UTF-16 units) over all its lines. */
  readonly column: number;

  constructor(column: number, problem: string) {
    super(`column ${column}: ${problem}`);
    this.column = column;
  }
}

/** Codes or bytes that are no strategy: a damaged file or database, never something a user wrote. */
export class GenomeError extends Error {
  override readonly name = 'GenomeError';
}
