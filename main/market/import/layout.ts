import { MarketDataError, type Problem } from '../errors.ts';
import { type Columns, columnsWithoutHeader, looksLikeBars, normalise, readHeader, symbolColumnOf } from './header.ts';
import { forEachLine, isBlank, splitFields } from './lines.ts';
import { type Delimiter, delimiters, type ImportOptions, type Role, roles } from './options.ts';

/** How a file is laid out: what has to be known before its bars can be read. */
export interface Layout {
  readonly delimiter: Delimiter;
  readonly header: number | null;
  /** The first line that holds a bar. */
  readonly firstLine: number;
  /** Fields of a line. */
  readonly width: number;
  readonly columns: Columns;
  readonly names: Readonly<Record<Role, string | null>>;
  readonly ignored: readonly string[];
  /** Of all columns: what the header calls them, their numbers from 1 without one. */
  readonly all: readonly string[];
  /** The column that says which instrument a line is of. */
  readonly symbolColumn: number | null;
  /** Lines before the header that hold no bars. */
  readonly skipped: readonly Problem[];
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** How far down a header is looked for, behind banners and comments. */
const HEADER_WITHIN = 10;
const SAMPLE = 50;

/** Throws MarketDataError when no delimiter, or not every column that bars need, can be made out. */
export function findLayout(text: string, options: ImportOptions): Layout {
  const head: Line[] = [];
  forEachLine(text, (line, number) => {
    if (!isBlank(line)) head.push({ line: number, text: line });
    return head.length < SAMPLE;
  });
  if (head.length === 0) throw new MarketDataError([{ line: 1, message: 'expected bars, found an empty file' }]);
  const delimiter = options.delimiter ?? sniffDelimiter(head);
  const fields = (at: number) => splitFields(head[at]?.text ?? '', delimiter)?.map((field) => field.trim()) ?? [];
  const common = { delimiter, skipped: [] as Problem[] };

  for (let at = 0; at < Math.min(HEADER_WITHIN, head.length); at++) {
    const row = fields(at);
    const { line, text: shown } = head[at]!;
    if (looksLikeBars(row)) {
      const above = fields(at - 1);
      // Texts over columns that could mean anything are their names, even if none of them is known.
      const given = Object.values(options.columns ?? {}).map(normalise);
      const meant = given.length > 0 ? above.some((name) => given.includes(normalise(name))) : !columnsWithoutHeader(row);
      if (!isNamed(above, row) || !meant) return withoutHeader(row, line, options, common);
      return withHeader(above, above.length, readHeader(above, row, options.columns), head[at - 1]!.line, line, options, common);
    }
    const width = row.findLastIndex((name) => name !== '') + 1;
    const found = readHeader(row, fields(at + 1), options.columns);
    const prices = [found.open, found.high, found.low, found.close].filter((column) => column !== undefined).length;
    if (prices >= 2 || (prices === 1 && found.time !== undefined)) {
      const first = at + 1 + stackedHeader(fields, at + 1, width);
      // The header of yfinance names its first column Price, and says two lines below that it is the date.
      const columns = first > at + 1 ? { ...found, time: 0 } : found;
      return withHeader(row, width, columns, line, head[first]?.line ?? line + 1, options, common);
    }
    common.skipped.push({ line, message: `skipped before the header: '${excerpt(shown)}'` });
  }
  const message = `expected a header such as date,open,high,low,close,volume or a line of prices, found '${excerpt(head[0]!.text)}'`;
  throw new MarketDataError([{ line: head[0]!.line, message }], { columns: fields(0) });
}

/** Whether a line above bars names their columns: as many texts, none of them a number. */
const isNamed = (above: readonly string[], row: readonly string[]): boolean =>
  above.length === row.length && above.every((name) => name !== '' && Number.isNaN(Number(name)));

/** Header lines below the first as yfinance writes them: `Ticker,AAPL,AAPL,…` and `Date,,,,`. */
function stackedHeader(fields: (at: number) => string[], at: number, width: number): number {
  for (let more = 0; more < 2; more++) {
    const [first = '', ...others] = fields(at + more);
    if (/^date(time)?$/i.test(first) && others.length === width - 1 && others.every((other) => other === '')) return more + 1;
  }
  return 0;
}

type Common = Pick<Layout, 'delimiter' | 'skipped'>;

function withoutHeader(row: readonly string[], line: number, options: ImportOptions, common: Common): Layout {
  const all = row.map((_, i) => String(i + 1));
  const columns = numberedColumns(row, all, line, options);
  if (!columns) {
    const message = `expected a header, since without one ${row.length} columns could mean anything: add a first line such as date,open,high,low,close,volume`;
    throw new MarketDataError([{ line, message }], { columns: all });
  }
  const names = Object.fromEntries(roles.map((role) => [role, columns[role] === null ? null : String(columns[role] + 1)]));
  const used = new Set(Object.values(names));
  const ignored = all.filter((name) => !used.has(name));
  return {
    ...common,
    ...{ header: null, firstLine: line, width: row.length, columns, names: names as Layout['names'], ignored, all },
    symbolColumn: null,
  };
}

/** The columns of a file without a header: by its form, and where the user says so by their numbers. */
function numberedColumns(
  row: readonly string[],
  all: readonly string[],
  line: number,
  { columns: given = {} }: ImportOptions,
): Columns | null {
  const wrong = Object.entries(given).find(([, name]) => !all.includes(name.trim()));
  if (wrong) {
    const message = `expected the number of a column for ${wrong[0]}, 1 to ${row.length}, found '${wrong[1]}': the file has no header`;
    throw new MarketDataError([{ line, message }], { columns: all });
  }
  const numbers = Object.fromEntries(Object.entries(given).map(([role, name]) => [role, Number(name) - 1]));
  const found = { clock: null, volume: null, ...columnsWithoutHeader(row), ...numbers } as Partial<Columns>;
  return needed.every((role) => found[role] !== undefined) ? (found as Columns) : null;
}

const needed = ['time', 'open', 'high', 'low', 'close'] as const;

function withHeader(
  row: readonly string[],
  width: number,
  columns: Partial<Columns>,
  line: number,
  firstLine: number,
  options: ImportOptions,
  common: Common,
): Layout {
  const wrong = Object.entries(options.columns ?? {}).filter(([, name]) => !row.map(normalise).includes(normalise(name)));
  const missing = needed.filter((role) => columns[role] === undefined);
  const all = row.slice(0, width).map((name, i) => name || String(i + 1));
  const header = row.slice(0, width).join(', ');
  if (wrong.length > 0) {
    const message = `expected a column called ${wrong.map(([role, name]) => `'${name}' (for ${role})`).join(' and ')}, found ${header}`;
    throw new MarketDataError([{ line, message }], { columns: all });
  }
  if (missing.length > 0) {
    const name = missing[0]!;
    const message = `expected a column for ${missing.join(', ')}, found ${header}: rename it, or name it with the option column ${name}=…`;
    throw new MarketDataError([{ line, message }], { columns: all });
  }
  const complete = columns as Columns;
  const names = Object.fromEntries(roles.map((role) => [role, complete[role] === null ? null : row[complete[role]]!]));
  const used = new Set<number | null>(Object.values(complete));
  const ignored = row.slice(0, width).filter((_, i) => !used.has(i));
  return {
    ...common,
    ...{ header: line, firstLine, width, columns: complete, names: names as Layout['names'], ignored, all },
    symbolColumn: symbolColumnOf(all, used),
  };
}

/** The delimiter that cuts most lines into the same number of fields, five or more if any does. */
function sniffDelimiter(head: readonly Line[]): Delimiter {
  const votes = delimiters.map((delimiter) => {
    const counts = new Map<number, number>();
    for (const { text } of head) {
      const count = splitFields(text, delimiter)?.length ?? 1;
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const [fields, lines] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
    return { delimiter, score: fields >= 5 ? lines + head.length : lines };
  });
  const best = votes.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.delimiter;
  const { line, text } = head[0]!;
  const message = `expected columns divided by comma, semicolon, tab or |, found '${excerpt(text)}'`;
  throw new MarketDataError([{ line, message }]);
}

const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
