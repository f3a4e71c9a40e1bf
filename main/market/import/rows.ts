import type { ProblemList } from '../errors.ts';
import type { Layout } from './layout.ts';
import { countLines, forEachLine, isBlank, splitFields } from './lines.ts';
import { isEmptyValue, NumberReader } from './numbers.ts';
import type { ImportOptions } from './options.ts';

const prices = ['open', 'high', 'low', 'close'] as const;

/** The bars of a file in its own order, their times not read yet. */
export interface Rows {
  readonly count: number;
  /** The line of each row. */
  readonly lines: Uint32Array;
  readonly times: readonly string[];
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly decimal: '.' | ',';
  readonly totalLines: number;
  readonly blankLines: number;
  readonly emptyRowsDropped: number;
}

/** Reads and checks every line of bars; a line with a problem is left out of the rows. */
export function readRows(text: string, layout: Layout, options: ImportOptions, problems: ProblemList, warnings: ProblemList): Rows {
  const { columns, delimiter, firstLine, names } = layout;
  const capacity = countLines(text);
  const column = () => new Float64Array(capacity);
  const values = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  const lines = new Uint32Array(capacity);
  const times: string[] = [];
  const numbers = new NumberReader(options.decimal ?? (delimiter === ',' ? '.' : undefined));
  let [totalLines, blankLines, emptyRowsDropped, commaLine] = [0, 0, 0, 0];

  /** True when the price stands in `values` at the next place. */
  const readPrice = (role: (typeof prices)[number], cell: string, line: number): boolean => {
    const value = numbers.read(cell);
    values[role][times.length] = value;
    if (value > 0) return true;
    if (isEmptyValue(cell))
      problems.add(line, `${names[role]}: expected a price, found ${cell === '' ? 'nothing' : `'${cell}'`}: ${EMPTY_ROW}`);
    else problems.add(line, `${names[role]}: expected a number above 0${decimalHint(numbers.decimal)}, found '${cell}'`);
    return false;
  };

  /** A volume that is not there counts as 0, and the report says so. */
  const readVolume = (cell: string, line: number): boolean => {
    const value = isEmptyValue(cell) ? 0 : numbers.read(cell);
    if (isEmptyValue(cell)) warnings.add(line, `${names.volume}: found ${cell === '' ? 'nothing' : `'${cell}'`}, read as 0`);
    values.volume[times.length] = value;
    if (value >= 0) return true;
    problems.add(line, `${names.volume}: expected a number, 0 or more, found '${cell}'`);
    return false;
  };

  const readRow = (fields: readonly string[], line: number): void => {
    const cell = (at: number) => fields[at]!.trim();
    if (options.emptyRows === 'drop' && prices.every((role) => isEmptyValue(cell(columns[role])))) {
      emptyRowsDropped++;
      warnings.add(line, 'dropped: it has no prices');
      return;
    }
    const place = times.length;
    // Every column is looked at, so that one reading of the file tells of all its problems.
    let good = true;
    for (const role of prices) good = readPrice(role, cell(columns[role]), line) && good;
    if (columns.volume !== null) good = readVolume(cell(columns.volume), line) && good;
    if (numbers.decimal === ',' && commaLine === 0) commaLine = line;
    good = good && checkRange(line, values.open[place]!, values.high[place]!, values.low[place]!, values.close[place]!, problems, warnings);
    if (!good) return;
    lines[place] = line;
    times.push(columns.clock === null ? cell(columns.time) : `${cell(columns.time)} ${cell(columns.clock)}`);
  };

  forEachLine(text, (line, number) => {
    totalLines = number;
    if (isBlank(line)) blankLines++;
    else if (number >= firstLine) {
      const fields = splitFields(line, delimiter);
      if (fields === null) problems.add(number, 'expected a closing quote before the end of the line');
      else if (isComplete(fields, layout.width)) readRow(fields, number);
      else
        problems.add(
          number,
          `expected ${layout.width} columns as in the ${layout.header === null ? 'first line' : 'header'}, found ${fields.length}`,
        );
    }
    return true;
  });

  if (numbers.decimal === ',' && numbers.allThousands && options.decimal === undefined && commaLine > 0) {
    warnings.add(commaLine, 'commas are read as decimal signs; if they divide thousands, take them out of the file');
  }
  const count = times.length;
  return { count, lines, times, ...values, decimal: numbers.decimal ?? '.', totalLines, blankLines, emptyRowsDropped };
}

const EMPTY_ROW = 'take the line out, or import with the option empty-rows drop';
const decimalHint = (decimal: '.' | ',' | undefined) => (decimal === ',' ? ' with a decimal comma' : '');

/** As many fields as the header, or more when those are empty: some programs end each line with a delimiter. */
function isComplete(fields: readonly string[], width: number): boolean {
  if (fields.length < width) return false;
  for (let i = width; i < fields.length; i++) if (fields[i]!.trim() !== '') return false;
  return true;
}

function checkRange(
  line: number,
  open: number,
  high: number,
  low: number,
  close: number,
  problems: ProblemList,
  warnings: ProblemList,
): boolean {
  if (high < low) {
    problems.add(line, `expected a high that is not below the low, found high ${high} and low ${low}`);
    return false;
  }
  // Sources round each column on its own, and adjust some of them: real files are full of these.
  if (open > high || open < low) warnings.add(line, `open ${open} lies outside of low ${low} to high ${high}`);
  if (close > high || close < low) warnings.add(line, `close ${close} lies outside of low ${low} to high ${high}`);
  return true;
}
