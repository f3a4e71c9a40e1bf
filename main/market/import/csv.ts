import { type Bars, barsOver } from '../bars.ts';
import { MarketDataError, ProblemList } from '../errors.ts';
import { findLayout } from './layout.ts';
import type { ImportOptions, ImportReport } from './options.ts';
import { orderRows } from './order.ts';
import { readRows } from './rows.ts';
import { readTimes } from './times.ts';

export interface ImportResult {
  readonly bars: Bars;
  readonly report: ImportReport;
}

/**
 * Bars from the text of a CSV file: delimiter, decimal sign, header, date format, epoch unit and order are recognised,
 * and the report says how. The close is the unadjusted one; times without a zone are UTC; a file without volume gets 0.
 * Nothing is dropped in silence: what cannot be read is an error, what was dropped or looks odd is in the report.
 *
 * Layouts known by name: Yahoo and yfinance, Stooq, MetaTrader 4 and 5, HistData, Dukascopy, Binance klines,
 * CryptoDataDownload, TradingView.
 *
 * @throws MarketDataError with the line number, the column, what stood there and what was expected, of each problem
 */
export function importCsv(text: string, options: ImportOptions = {}): ImportResult {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  refuseBinary(content);
  const layout = findLayout(content, options);

  const problems = new ProblemList();
  const warnings = new ProblemList();
  for (const { line, message } of layout.skipped) warnings.add(line, message);
  if (layout.columns.volume === null)
    warnings.add(layout.header ?? layout.firstLine, 'there is no column for volume: it is 0 on every bar');

  const rows = readRows(content, layout, options, problems, warnings);
  if (rows.count === 0 && problems.count === 0) problems.add(rows.totalLines, 'expected lines of prices, found none');
  const times = rows.count === 0 ? undefined : readTimes({ cells: rows.times, lines: rows.lines }, problems, options.dateFormat);
  problems.check();
  const { time, format } = times!;
  const { rows: kept, order, duplicatesDropped } = orderRows(rows, time, problems, warnings);
  problems.check();

  const bars = barsOver(new ArrayBuffer(kept.length * 48), kept.length);
  for (let i = 0; i < kept.length; i++) {
    const row = kept[i]!;
    bars.time[i] = time[row]!;
    bars.open[i] = rows.open[row]!;
    bars.high[i] = rows.high[row]!;
    bars.low[i] = rows.low[row]!;
    bars.close[i] = rows.close[row]!;
    bars.volume[i] = rows.volume[row]!;
  }
  return {
    bars,
    report: {
      delimiter: layout.delimiter,
      decimal: rows.decimal,
      header: layout.header,
      columns: layout.names,
      ignoredColumns: layout.ignored,
      dateFormat: format,
      order,
      lines: rows.totalLines,
      blankLines: rows.blankLines,
      duplicatesDropped,
      emptyRowsDropped: rows.emptyRowsDropped,
      warnings: warnings.listed.sort((a, b) => a.line - b.line),
      warningCount: warnings.count,
    },
  };
}

/** Spreadsheets, archives and files in another encoding, read as text, hold characters that no CSV file does. */
function refuseBinary(text: string): void {
  const head = text.slice(0, 4_000);
  const found = head.startsWith('PK')
    ? 'a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV'
    : head.startsWith('PAR1')
      ? 'a Parquet file: convert it to CSV'
      : head.includes('\0') || head.includes('\ufffd')
        ? 'binary data or another encoding: save the file as CSV in UTF-8'
        : null;
  if (found) throw new MarketDataError([{ line: 1, message: `expected text, found ${found}` }]);
}
