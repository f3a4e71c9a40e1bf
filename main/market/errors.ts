/** Something wrong in a file of bars, and the line (or the row, in a table) on which it stands; 1 is the first of the file. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** What a problem is about: the ones of a kind have the same remedy, an option of the import that is named here. */
export const problemKinds = [
  /** No bars at all can be made out, or not what their columns are: `columns`, `delimiter`. */
  'columns',
  /** More than one instrument: `symbol`. */
  'symbols',
  /** Day or month first: `dateFormat`. */
  'date-order',
  /** Times that cannot be read: `badRows`. */
  'times',
  /** Times that the clock of the zone skips: `timeZone`, `badRows`. */
  'time-zone',
  /** Numbers that cannot be read: `decimal`, `badRows`. */
  'numbers',
  /** Lines with too many or too few fields: `badRows`. */
  'fields',
  /** Lines without prices: `emptyRows`. */
  'empty-rows',
  /** High, low, open and close that contradict each other: `badRows`. */
  'ranges',
  /** Lines that stand before what they came after: `unordered`. */
  'order',
  /** Several bars of one time: `duplicates`. */
  'duplicates',
  /** Volumes that are not there. */
  'volume',
  /** Bars that one would expect. Nothing is ever put in their place. */
  'gaps',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface Finding extends Problem {
  readonly kind: ProblemKind;
}

/** How many problems an error lists; all are counted. */
export const LISTED_PROBLEMS = 20;

export interface MarketDataDetails {
  /** How many there are, where not all are listed. */
  readonly count?: number;
  /** What the numbers of the problems count. */
  readonly place?: 'line' | 'row';
  readonly kind?: ProblemKind;
  /** The names of the file's columns, where they are what the problem is about. */
  readonly columns?: readonly string[];
}

/** A file that cannot be read as bars. `problems` holds the first of them, `count` says how many there are. */
export class MarketDataError extends Error {
  override readonly name = 'MarketDataError';
  readonly problems: readonly Problem[];
  readonly count: number;
  readonly place: 'line' | 'row';
  readonly kind: ProblemKind;
  readonly columns: readonly string[] | undefined;

  constructor(problems: readonly Problem[], details: MarketDataDetails = {}) {
    const { count = problems.length, place = 'line', kind = 'columns', columns } = details;
    const first = problems[0];
    const more = count > 1 ? ` (and ${count - 1} more ${count === 2 ? 'problem' : 'problems'})` : '';
    super(first ? `${place} ${first.line}: ${first.message}${more}` : 'the file cannot be read');
    this.problems = problems.slice(0, LISTED_PROBLEMS).map(({ line, message }) => ({ line, message }));
    this.count = count;
    this.place = place;
    this.kind = kind;
    this.columns = columns;
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

/** Collects findings: the first ones are kept, the others only counted, so that a hopeless file costs no memory. */
export class Findings {
  readonly #listed: Finding[] = [];
  readonly #limit: number;
  readonly counts = new Map<ProblemKind, number>();
  count = 0;

  constructor(limit: number = LISTED_PROBLEMS) {
    this.#limit = limit;
  }

  add(line: number, message: string, kind: ProblemKind): void {
    this.count++;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (this.#listed.length < this.#limit) this.#listed.push({ line, message, kind });
  }

  /** The first of them, by line. */
  get listed(): readonly Finding[] {
    return this.#listed.sort((a, b) => a.line - b.line);
  }
}
