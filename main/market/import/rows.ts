import type { Findings, ProblemKind } from '../errors.ts';
import type { Columns } from './header.ts';
import { isEmptyValue, NumberReader } from './numbers.ts';
import type { ImportOptions, Role } from './options.ts';

const prices = ['open', 'high', 'low', 'close'] as const;

/** What a place of a line holds: a text, or in a table that has types a number (NaN where there is none). */
export type Cell = string | number;

/** The bars of a file in its own order, their times not read yet. */
export interface Rows {
  readonly count: number;
  /** The line of each row. */
  readonly lines: Uint32Array;
  readonly times: readonly Cell[];
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly decimal: '.' | ',';
  readonly emptyRowsDropped: number;
  readonly badRowsDropped: number;
  readonly otherSymbolsDropped: number;
  /** In the order in which they come; of a file with a great many the first ones. */
  readonly symbols: readonly string[];
}

export interface RowReaderParts {
  readonly columns: Columns;
  readonly names: Readonly<Record<Role, string | null>>;
  /** The column that says which instrument a row is of. */
  readonly symbolColumn: number | null;
  /** At least as many as there are rows. */
  readonly capacity: number;
  /** The decimal sign, where it is known. */
  readonly decimal: '.' | ',' | undefined;
  readonly options: ImportOptions;
  readonly problems: Findings;
  readonly warnings: Findings;
}

/** More instruments than this are not told apart by name. */
const NAMED_SYMBOLS = 1_000;

/** Reads and checks lines of bars one by one; one with a problem is left out of the rows. */
export class RowReader {
  readonly #parts: RowReaderParts;
  readonly #numbers: NumberReader;
  readonly #values: Readonly<Record<(typeof prices)[number] | 'volume', Float64Array>>;
  readonly #lines: Uint32Array;
  readonly #times: Cell[] = [];
  readonly #symbols = new Set<string>();
  /** What is wrong with the row that is being read. */
  #wrong: { readonly message: string; readonly kind: ProblemKind }[] = [];
  #emptyRowsDropped = 0;
  #badRowsDropped = 0;
  #otherSymbolsDropped = 0;
  #commaLine = 0;

  constructor(parts: RowReaderParts) {
    const column = () => new Float64Array(parts.capacity);
    this.#parts = parts;
    this.#numbers = new NumberReader(parts.decimal);
    this.#values = { open: column(), high: column(), low: column(), close: column(), volume: column() };
    this.#lines = new Uint32Array(parts.capacity);
  }

  /** @param cell what stands in a column of the row, its blanks taken off */
  read(line: number, cell: (column: number) => Cell): void {
    const { columns, options, warnings, symbolColumn } = this.#parts;
    if (symbolColumn !== null && this.#isOther(String(cell(symbolColumn)))) return;
    const empty = prices.every((role) => isEmptyValue(cell(columns[role])));
    if (empty && options.emptyRows === 'drop') {
      this.#emptyRowsDropped++;
      warnings.add(line, 'dropped: it has no prices', 'empty-rows');
      return;
    }
    // Every column is looked at, so that one reading of the file tells of all its problems.
    if (empty) this.#wrong.push({ message: `expected prices, found ${shown(cell(columns.open))}: ${EMPTY_ROW}`, kind: 'empty-rows' });
    else for (const role of prices) this.#readPrice(role, cell(columns[role]));
    if (columns.volume !== null) this.#readVolume(cell(columns.volume), line);
    if (this.#numbers.decimal === ',' && this.#commaLine === 0) this.#commaLine = line;
    if (this.#wrong.length === 0) this.#checkRange(line);
    if (this.#wrong.length > 0) {
      this.#refuse(line);
      return;
    }
    this.#lines[this.#times.length] = line;
    const time = cell(columns.time);
    this.#times.push(columns.clock === null ? time : `${time} ${cell(columns.clock)}`);
  }

  /** A line that cannot even be cut into columns. */
  readBroken(line: number, message: string): void {
    this.#wrong.push({ message, kind: 'fields' });
    this.#refuse(line);
  }

  finish(): Rows {
    const { decimal, allThousands } = this.#numbers;
    if (decimal === ',' && allThousands && this.#parts.options.decimal === undefined && this.#commaLine > 0) {
      const message = 'commas are read as decimal signs; if they divide thousands, take them out of the file';
      this.#parts.warnings.add(this.#commaLine, message, 'numbers');
    }
    return {
      count: this.#times.length,
      lines: this.#lines,
      times: this.#times,
      ...this.#values,
      decimal: decimal ?? '.',
      emptyRowsDropped: this.#emptyRowsDropped,
      badRowsDropped: this.#badRowsDropped,
      otherSymbolsDropped: this.#otherSymbolsDropped,
      symbols: [...this.#symbols],
    };
  }

  #isOther(symbol: string): boolean {
    if (this.#symbols.size < NAMED_SYMBOLS) this.#symbols.add(symbol);
    if (this.#parts.options.symbol === undefined || symbol === this.#parts.options.symbol) return false;
    this.#otherSymbolsDropped++;
    return true;
  }

  #refuse(line: number): void {
    const { options, problems, warnings } = this.#parts;
    // A row without prices has a choice of its own.
    const drop = options.badRows === 'drop' && this.#wrong.every(({ kind }) => kind !== 'empty-rows');
    if (drop) {
      this.#badRowsDropped++;
      warnings.add(line, `dropped: ${this.#wrong[0]!.message}`, this.#wrong[0]!.kind);
    } else for (const { message, kind } of this.#wrong) problems.add(line, message, kind);
    this.#wrong = [];
  }

  #readPrice(role: (typeof prices)[number], cell: Cell): void {
    const value = this.#numbers.read(cell);
    this.#values[role][this.#times.length] = value;
    if (value > 0) return;
    const name = this.#parts.names[role];
    const message = isEmptyValue(cell)
      ? `${name}: expected a price, found ${shown(cell)}`
      : `${name}: expected a number above 0${decimalHint(this.#numbers.decimal)}, found '${cell}'`;
    this.#wrong.push({ message, kind: 'numbers' });
  }

  /** A volume that is not there counts as 0, and the report says so. */
  #readVolume(cell: Cell, line: number): void {
    const { names, warnings } = this.#parts;
    const empty = isEmptyValue(cell);
    const value = empty ? 0 : this.#numbers.read(cell);
    if (empty) warnings.add(line, `${names.volume}: found ${shown(cell)}, read as 0`, 'volume');
    this.#values.volume[this.#times.length] = value;
    if (!(value >= 0)) this.#wrong.push({ message: `${names.volume}: expected a number, 0 or more, found '${cell}'`, kind: 'numbers' });
  }

  #checkRange(line: number): void {
    const place = this.#times.length;
    const [open, high, low, close] = prices.map((role) => this.#values[role][place]!) as [number, number, number, number];
    if (high < low) {
      this.#wrong.push({ message: `expected a high that is not below the low, found high ${high} and low ${low}`, kind: 'ranges' });
      return;
    }
    // Sources round each column on its own, and adjust some of them: real files are full of these.
    const { warnings } = this.#parts;
    if (open > high || open < low) warnings.add(line, `open ${open} lies outside of low ${low} to high ${high}`, 'ranges');
    if (close > high || close < low) warnings.add(line, `close ${close} lies outside of low ${low} to high ${high}`, 'ranges');
  }
}

const EMPTY_ROW = 'take the line out, or import with the option empty-rows drop';
const decimalHint = (decimal: '.' | ',' | undefined) => (decimal === ',' ? ' with a decimal comma' : '');
const shown = (cell: Cell) => (cell === '' || Number.isNaN(cell) ? 'nothing' : `'${cell}'`);
