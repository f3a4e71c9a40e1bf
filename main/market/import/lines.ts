import { MarketDataError } from '../errors.ts';

/** A line of bars takes about 100 characters: a longer one than this is another kind of file. */
const LONGEST_LINE = 10_000;

/**
 * Calls `visit` with each line, without its line end (LF, CR LF, or CR alone in old Mac files), and its number from 1.
 * A visit that returns false ends the walk. A line never goes on behind a line end, not even inside quotes, so that a
 * lost quote spoils one line and every number is the one that an editor shows.
 * Throws MarketDataError on a line of more than 10,000 characters.
 */
export function forEachLine(text: string, visit: (line: string, number: number) => boolean | undefined): void {
  const end = lineEnd(text);
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(end, start);
    const next = found < 0 ? text.length : found;
    number++;
    if (next - start > LONGEST_LINE) {
      const found = `${next - start} characters, beginning with '${text.slice(start, start + 40)}'`;
      throw new MarketDataError([{ line: number, message: `expected a line of prices, found ${found}: is this a CSV file of bars?` }]);
    }
    const line = text.slice(start, text.charCodeAt(next - 1) === 13 && next > start ? next - 1 : next);
    if (visit(line, number) === false) return;
    start = next + 1;
  }
}

export function countLines(text: string): number {
  const end = lineEnd(text);
  let count = 1;
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) count++;
  return count;
}

const lineEnd = (text: string) => (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');

/** The fields of a line, quotes taken off (RFC 4180: `""` inside quotes is one), or null when a quote is not closed. */
export function splitFields(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (!/^ *"/.test(line.slice(at, at + 20))) {
      const next = line.indexOf(delimiter, at);
      const end = next < 0 ? line.length : next;
      fields.push(line.slice(at, end));
      at = end + 1;
      continue;
    }
    let field = '';
    let from = line.indexOf('"', at) + 1;
    for (;;) {
      const quote = line.indexOf('"', from);
      if (quote < 0) return null;
      field += line.slice(from, quote);
      from = quote + 1;
      if (line[from] !== '"') break;
      field += '"';
      from++;
    }
    const next = line.indexOf(delimiter, from);
    const end = next < 0 ? line.length : next;
    fields.push(field + line.slice(from, end).trim());
    at = end + 1;
  }
  return fields;
}

/** Nothing in it, or only delimiters as spreadsheets leave them behind. */
export const isBlank = (line: string): boolean => /^[\s,;|"]*$/.test(line);
