import type { Bars } from '../bars.ts';
import { Findings, LISTED_PROBLEMS, MarketDataError } from '../errors.ts';
import { checkExamination, type Examination, examineRows, refusedExamination, SAMPLED, type Sample } from './examine.ts';
import { findLayout, type Layout } from './layout.ts';
import { countLines, forEachLine, isBlank, splitFields } from './lines.ts';
import type { ImportOptions, ImportReport } from './options.ts';
import { RowReader } from './rows.ts';

export interface ImportResult {
  readonly bars: Bars;
  readonly report: ImportReport;
}

/**
 * Bars from the text of a CSV file: delimiter, decimal sign, header, date format, epoch unit and order are recognised,
 * and the report says how. The close is the unadjusted one; times without a zone are UTC unless the options name one; a
 * file without volume gets 0. Nothing is dropped in silence: what cannot be read is an error, what was dropped or looks
 * odd is in the report.
 *
 * Layouts known by name: Yahoo and yfinance, Stooq, MetaTrader 4 and 5, HistData, Dukascopy, Binance klines,
 * CryptoDataDownload, TradingView.
 *
 * @throws MarketDataError with the line number, the column, what stood there and what was expected, of each problem
 */
export const importCsv = (text: string, options: ImportOptions = {}): ImportResult =>
  checkExamination(examineCsv(text, options, LISTED_PROBLEMS));

/** As `importCsv`, but with everything that is wrong as an answer. @param limit how many findings are listed; all are counted */
export function examineCsv(text: string, options: ImportOptions, limit: number): Examination {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  let layout: Layout;
  try {
    refuseBinary(content);
    layout = findLayout(content, options);
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    return refusedExamination(error, error.columns ? sampleOf(content, options.delimiter) : [], limit);
  }
  const { columns, names, symbolColumn, delimiter, header, ignored, all } = layout;
  const problems = new Findings(limit);
  const warnings = new Findings(limit);
  for (const { line, message } of layout.skipped) warnings.add(line, message, 'columns');
  if (columns.volume === null) warnings.add(header ?? layout.firstLine, 'there is no column for volume: it is 0 on every bar', 'volume');

  const reader = new RowReader({
    ...{ columns, names, symbolColumn, options, problems, warnings, capacity: countLines(content) },
    decimal: options.decimal ?? (delimiter === ',' ? '.' : undefined),
  });
  const { sample, lines, blankLines } = readLines(content, layout, reader);
  return examineRows({
    ...{ place: 'line', columns: all, sample, rows: reader.finish(), totalLines: lines, options, problems, warnings },
    layout: { format: 'csv', delimiter, header, columns: names, ignoredColumns: ignored, lines, blankLines },
  });
}

function readLines(text: string, layout: Layout, reader: RowReader) {
  const { delimiter, firstLine, width, header } = layout;
  const sample: Sample[] = [];
  let [lines, blankLines] = [0, 0];
  forEachLine(text, (line, number) => {
    lines = number;
    if (isBlank(line)) blankLines++;
    else if (number >= firstLine) {
      const fields = splitFields(line, delimiter);
      if (fields && sample.length < SAMPLED) sample.push({ line: number, cells: fields.slice(0, width).map((field) => field.trim()) });
      if (fields === null) reader.readBroken(number, 'expected a closing quote before the end of the line');
      else if (isComplete(fields, width)) reader.read(number, (at) => fields[at]!.trim());
      else {
        const like = header === null ? 'first line' : 'header';
        reader.readBroken(number, `expected ${width} columns as in the ${like}, found ${fields.length}`);
      }
    }
    return true;
  });
  return { sample, lines, blankLines };
}

/** The first lines of a file whose columns are not known, below what may be its header. */
function sampleOf(text: string, delimiter: string | undefined): Sample[] {
  const sample: Sample[] = [];
  forEachLine(text, (line, number) => {
    if (!isBlank(line)) sample.push({ line: number, cells: splitFields(line, delimiter ?? likelyDelimiter(line)) ?? [line] });
    return sample.length <= SAMPLED;
  });
  return sample;
}

const likelyDelimiter = (line: string) => [';', '\t', '|'].find((delimiter) => line.includes(delimiter)) ?? ',';

/** As many fields as the header, or more when those are empty: some programs end each line with a delimiter. */
function isComplete(fields: readonly string[], width: number): boolean {
  if (fields.length < width) return false;
  for (let i = width; i < fields.length; i++) if (fields[i]!.trim() !== '') return false;
  return true;
}

/** Spreadsheets, archives and files in another encoding, read as text, hold characters that no CSV file does. */
function refuseBinary(text: string): void {
  const head = text.slice(0, 4_000);
  const found = head.startsWith('PK')
    ? 'a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV'
    : head.startsWith('PAR1')
      ? 'a Parquet file: it is read as bytes, not as text'
      : head.includes('\0') || head.includes('\ufffd')
        ? 'binary data or another encoding: save the file as CSV in UTF-8'
        : null;
  if (found) throw new MarketDataError([{ line: 1, message: `expected text, found ${found}` }]);
}
