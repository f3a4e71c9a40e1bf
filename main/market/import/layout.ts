import { MarketDataError, type Problem } from '../errors.ts';
import { type Columns, columnsWithoutHeader, looksLikeBars, normalise, readHeader } from './header.ts';
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
    if (looksLikeBars(row)) return withoutHeader(row, line, common);
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
  throw new MarketDataError([
    {
      line: head[0]!.line,
      message: `expected a header such as date,open,high,low,close,volume or a line of prices, found '${excerpt(head[0]!.text)}'`,
    },
  ]);
}

/** Header lines below the first as yfinance writes them: `Ticker,AAPL,AAPL,…` and `Date,,,,`. */
function stackedHeader(fields: (at: number) => string[], at: number, width: number): number {
  for (let more = 0; more < 2; more++) {
    const [first = '', ...others] = fields(at + more);
    if (/^date(time)?$/i.test(first) && others.length === width - 1 && others.every((other) => other === '')) return more + 1;
  }
  return 0;
}

type Common = Pick<Layout, 'delimiter' | 'skipped'>;

function withoutHeader(row: readonly string[], line: number, common: Common): Layout {
  const columns = columnsWithoutHeader(row);
  if (!columns) {
    const message = `expected a header, since without one ${row.length} columns could mean anything: add a first line such as date,open,high,low,close,volume`;
    throw new MarketDataError([{ line, message }]);
  }
  const names = Object.fromEntries(roles.map((role) => [role, columns[role] === null ? null : String(columns[role] + 1)]));
  const used = new Set(Object.values(names));
  const ignored = row.map((_, i) => String(i + 1)).filter((name) => !used.has(name));
  return { ...common, header: null, firstLine: line, width: row.length, columns, names: names as Layout['names'], ignored };
}

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
  const missing = (['time', 'open', 'high', 'low', 'close'] as const).filter((role) => columns[role] === undefined);
  const header = row.slice(0, width).join(', ');
  if (wrong.length > 0) {
    const message = `expected a column called ${wrong.map(([role, name]) => `'${name}' (for ${role})`).join(' and ')}, found ${header}`;
    throw new MarketDataError([{ line, message }]);
  }
  if (missing.length > 0) {
    const name = missing[0]!;
    const message = `expected a column for ${missing.join(', ')}, found ${header}: rename it, or name it with the option column ${name}=…`;
    throw new MarketDataError([{ line, message }]);
  }
  const complete = columns as Columns;
  const names = Object.fromEntries(roles.map((role) => [role, complete[role] === null ? null : row[complete[role]]!]));
  const used = new Set<number | null>(Object.values(complete));
  const ignored = row.slice(0, width).filter((_, i) => !used.has(i));
  return { ...common, header: line, firstLine, width, columns: complete, names: names as Layout['names'], ignored };
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
