/** Something wrong in a file of bars, and the line on which it stands (1 is the first line of the file). */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** How many problems an error lists; all are counted. */
export const LISTED_PROBLEMS = 20;

/** A file that cannot be read as bars. `problems` holds the first of them, `count` says how many there are. */
export class MarketDataError extends Error {
  override readonly name = 'MarketDataError';
  readonly problems: readonly Problem[];
  readonly count: number;

  constructor(problems: readonly Problem[], count = problems.length) {
    const first = problems[0];
    const more = count > 1 ? ` (and ${count - 1} more ${count === 2 ? 'problem' : 'problems'})` : '';
    super(first ? `line ${first.line}: ${first.message}${more}` : 'the file cannot be read');
    this.problems = problems.slice(0, LISTED_PROBLEMS);
    this.count = count;
  }
}

/** Periods that do not fit the data or the window. */
export class PeriodError extends Error {
  override readonly name = 'PeriodError';
}

/** A timeframe that there is not, or that the bars cannot be put together to. */
export class TimeframeError extends Error {
  override readonly name = 'TimeframeError';
}

/** Collects problems: the first ones are kept, the others only counted, so that a hopeless file costs no memory. */
export class ProblemList {
  readonly listed: Problem[] = [];
  count = 0;

  add(line: number, message: string): void {
    this.count++;
    if (this.listed.length < LISTED_PROBLEMS) this.listed.push({ line, message });
  }

  /** Throws a MarketDataError when there is any problem. */
  check(): void {
    if (this.count > 0) {
      throw new MarketDataError(
        this.listed.sort((a, b) => a.line - b.line),
        this.count,
      );
    }
  }
}
