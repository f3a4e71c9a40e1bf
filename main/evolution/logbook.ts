/** A cell: numbers are printed with six significant digits, whole numbers in full, null as a blank. */
export type Cell = number | string | null;

/** A row. A nested record belongs to the chapter of its name. */
export interface LogbookRecord {
  readonly [name: string]: Cell | LogbookRecord;
}

type Row = Readonly<Record<string, Cell>>;

const isChapter = (value: Cell | LogbookRecord): value is LogbookRecord => typeof value === 'object' && value !== null;

/**
 * A chronological table that is printed as DEAP's `Logbook` prints it: cells joined by tabs, padded on the right to
 * the widest cell so far, and chapters as columns of their own under a centred title.
 *
 * It differs from DEAP where DEAP would fail or mislead: an empty logbook is an empty text (DEAP raises), a chapter may
 * be missing from some rows (its cells stay blank), and a whole number is always printed in full (JavaScript knows
 * no integers, and DEAP prints the float 1000000.0 as 1e+06, but the count 1000000 in full).
 */
export class Logbook {
  readonly #header: readonly string[] | undefined;
  readonly #chapterHeaders: Readonly<Record<string, readonly string[]>>;
  readonly #chapters = new Map<string, Logbook>();
  readonly #rows: Row[] = [];
  #widths: number[] = [];
  #streamed = 0;

  /**
   * @param header columns in their order, chapters by their names; absent: all names, sorted, then the chapters
   * @param chapters the columns of each chapter; absent: all names, sorted (as in DEAP those of the scalars too)
   */
  constructor(header?: readonly string[], chapters: Readonly<Record<string, readonly string[]>> = {}) {
    this.#header = header;
    this.#chapterHeaders = chapters;
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Appends a row. Chapters receive the scalars too, so that each chapter can be read on its own. */
  record(record: LogbookRecord): void {
    const scalars: Record<string, Cell> = {};
    const nested = new Map<string, LogbookRecord>();
    for (const [name, value] of Object.entries(record)) {
      if (isChapter(value)) nested.set(name, value);
      else scalars[name] = value;
    }
    for (const name of nested.keys()) if (!this.#chapters.has(name)) this.#chapters.set(name, this.#newChapter(name));
    for (const [name, chapter] of this.#chapters) chapter.record({ ...nested.get(name), ...scalars });
    this.#rows.push(scalars);
  }

  /** Text of the rows that were not streamed before; the header stands above the first of them only. */
  stream(): string {
    const start = this.#streamed;
    this.#streamed = this.#rows.length;
    return this.#lines(start).join('\n');
  }

  /** Text of the whole table. */
  toString(): string {
    return this.#lines(0).join('\n');
  }

  #newChapter(name: string): Logbook {
    const chapter = new Logbook(this.#chapterHeaders[name]);
    for (const row of this.#rows) chapter.record(row);
    return chapter;
  }

  #columns(): readonly string[] {
    return this.#header ?? [...Object.keys(this.#rows[0]!).sort(), ...[...this.#chapters.keys()].sort()];
  }

  #lines(start: number): string[] {
    if (start >= this.#rows.length) return [];
    const columns = this.#columns();
    if (this.#widths.length !== columns.length) this.#widths = columns.map((name) => name.length);

    const chapters = new Map([...this.#chapters].map(([name, chapter]) => [name, chapter.#lines(start)]));
    const rows = this.#rows.slice(start).map((row, i, all) =>
      columns.map((name) => {
        const lines = chapters.get(name);
        return lines ? lines[lines.length - all.length + i]! : formatCell(row[name] ?? null);
      }),
    );
    for (const row of rows) for (const [j, cell] of row.entries()) this.#widths[j] = Math.max(this.#widths[j]!, cell.length);

    const header = start === 0 ? headerLines(columns, chapters, rows) : [];
    return [...header, ...rows].map((cells) => cells.map((cell, j) => cell.padEnd(this.#widths[j]!)).join('\t'));
  }
}

/** DEAP's text of a whole logbook. */
export function formatLogbook(
  records: readonly LogbookRecord[],
  header?: readonly string[],
  chapters?: Readonly<Record<string, readonly string[]>>,
): string {
  const logbook = new Logbook(header, chapters);
  for (const record of records) logbook.record(record);
  return logbook.toString();
}

// One line of names; with chapters two more above it, for their titles and a rule (and again for chapters within chapters).
function headerLines(columns: readonly string[], chapters: ReadonlyMap<string, readonly string[]>, rows: readonly string[][]): string[][] {
  const own = [...chapters.values()].map((lines) => lines.length - rows.length);
  const count = chapters.size === 0 ? 1 : 2 + Math.max(...own);
  const header: string[][] = Array.from({ length: count }, () => []);
  for (const [j, name] of columns.entries()) {
    const lines = chapters.get(name);
    if (lines) {
      const width = Math.max(...lines.map(widthWithTabs));
      const names = lines.slice(0, lines.length - rows.length);
      const blanks = Array.from({ length: count - 2 - names.length }, () => ' '.repeat(width));
      for (const [i, cell] of [...blanks, centre(name, width), '-'.repeat(width), ...names].entries()) header[i]!.push(cell);
    } else {
      const width = Math.max(...rows.map((row) => widthWithTabs(row[j]!)));
      for (const [i, line] of header.entries()) line.push(i === count - 1 ? name : ' '.repeat(width));
    }
  }
  return header;
}

/** A number as Python's `{:n}` prints a float in the C locale: six significant digits, rounded half to even, no zeros at the end. */
export function formatNumber(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x < 0 ? '-inf' : 'inf';
  if (Number.isSafeInteger(x)) return String(x);
  const [mantissa, power] = roundHalfEven(x).split('e') as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(`${mantissa}e${exponent}`));
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${Number(mantissa)}e${exponent < 0 ? '-' : '+'}${digits}`;
}

// toExponential rounds a tie away from zero. Thirty digits tell a tie from its neighbours, which differ in the 17th.
function roundHalfEven(x: number): string {
  const [mantissa, exponent] = x.toExponential(30).split('e') as [string, string];
  const point = mantissa.indexOf('.');
  const kept = mantissa.slice(0, point + 6);
  const tie = /^50*$/.test(mantissa.slice(point + 6));
  return tie && Number(kept.at(-1)) % 2 === 0 ? `${kept}e${exponent}` : x.toExponential(5);
}

const formatCell = (value: Cell): string => (value === null ? '' : typeof value === 'number' ? formatNumber(value) : value);

/** Width on a terminal whose tab stops stand every 8 columns (Python's `expandtabs`). */
function widthWithTabs(text: string): number {
  let width = 0;
  for (const char of text) width += char === '\t' ? 8 - (width % 8) : 1;
  return width;
}

// Python's str.center: of an odd number of blanks the extra one goes to the left when the width is odd.
function centre(text: string, width: number): string {
  const blanks = Math.max(0, width - text.length);
  const left = (blanks >> 1) + (blanks & width & 1);
  return ' '.repeat(left) + text + ' '.repeat(blanks - left);
}
