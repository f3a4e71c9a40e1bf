import { type FileMetaData, parquetMetadata, parquetScan, parquetSchema, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DAY } from '../calendar.ts';
import { Findings, LISTED_PROBLEMS, MarketDataError } from '../errors.ts';
import type { ImportResult } from './csv.ts';
import { checkExamination, type Examination, examineRows, refusedExamination, SAMPLED, type Sample, type TypedTimes } from './examine.ts';
import { type Columns, readHeader, symbolColumnOf } from './header.ts';
import { type ImportOptions, type Role, roles } from './options.ts';
import { type Cell, RowReader } from './rows.ts';

/** Whether the bytes are those of a Parquet file: it begins and ends with PAR1. */
export const isParquet = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && String.fromCharCode(bytes[0]!, bytes[1]!, bytes[2]!, bytes[3]!) === 'PAR1';

/** As `importCsv`, from the bytes of a Parquet file. Problems count its rows, from 1. */
export const importParquet = async (bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> =>
  checkExamination(await examineParquet(bytes, options, LISTED_PROBLEMS));

/**
 * As `examineCsv`. Columns are recognised by their names as in a CSV file. Timestamps keep their unit: those adjusted to
 * UTC are instants, others stand on a clock somewhere, as in a CSV file without a zone. Decimals are exact.
 */
export async function examineParquet(bytes: Uint8Array, options: ImportOptions, limit: number): Promise<Examination> {
  const problems = new Findings(limit);
  const warnings = new Findings(limit);
  try {
    const table = await readTable(bytes, options);
    const { columns, names, all, count, cells, symbolColumn } = table;
    if (columns.volume === null) warnings.add(1, 'there is no column for volume: it is 0 on every bar', 'volume');
    const reader = new RowReader({ columns, names, symbolColumn, options, problems, warnings, capacity: count, decimal: options.decimal });
    for (let row = 0; row < count; row++) reader.read(row + 1, (column) => cells(column, row));
    const used = new Set<string | null>(Object.values(names));
    return examineRows({
      ...{ place: 'row', columns: all, sample: table.sample, rows: reader.finish(), totalLines: count, options, problems, warnings },
      ...(table.typed ? { typed: table.typed } : {}),
      layout: {
        ...{ format: 'parquet', delimiter: null, header: null, columns: names, lines: count, blankLines: 0 },
        ignoredColumns: all.filter((name) => !used.has(name)),
      },
    });
  } catch (error) {
    const refusal = error instanceof MarketDataError ? error : notReadable(error);
    return refusedExamination(refusal, [], limit);
  }
}

/** What hyparquet throws at files that are cut off, encrypted or of a codec that nobody has. */
function notReadable(error: unknown): MarketDataError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MarketDataError([{ line: 1, message: `expected a Parquet file, found one that cannot be read: ${reason}` }], { place: 'row' });
}

interface Table {
  readonly all: readonly string[];
  readonly columns: Columns;
  readonly names: Readonly<Record<Role, string | null>>;
  readonly symbolColumn: number | null;
  readonly count: number;
  readonly sample: readonly Sample[];
  cells(column: number, row: number): Cell;
  /** How the times are written, where their column has a type for that. */
  readonly typed: TypedTimes | undefined;
}

type Values = ArrayLike<unknown>;

async function readTable(bytes: Uint8Array, options: ImportOptions): Promise<Table> {
  const file = asyncBuffer(bytes);
  const metadata = withDecimals(parquetMetadata(file.slice(0)));
  const elements = parquetSchema(metadata).children.map((child) => child.element);
  const all = elements.map((element) => element.name);
  const scan = await parquetScan({ file, metadata, compressors, parsers });
  const head = async (name: string) => {
    const range = scan.ranges[0];
    return range ? scan.readColumn({ column: name, rowStart: range.rowStart, rowEnd: Math.min(range.rowEnd, SAMPLED) }) : [];
  };
  const flat = elements.map((element) => !element.num_children);
  const heads: Values[] = [];
  for (const [i, name] of all.entries()) heads.push(flat[i] ? await head(name) : []);
  const found = readHeader(
    all,
    heads.map((values) => String(cellOf(values[0]))),
    options.columns,
  );
  const known = checkColumns(found, all, options);
  const typed = typedTimes(elements[known.time]!);
  const columns = typed ? { ...known, clock: null } : known;
  const used = new Set<number | null>(Object.values(columns));
  const symbolColumn = symbolColumnOf(all, used);
  const count = Number(metadata.num_rows);
  const data = new Map<number, Values>();
  for (const at of [...used, symbolColumn]) {
    if (at === null || data.has(at)) continue;
    const values: unknown[] = [];
    for (const { rowStart, rowEnd } of scan.ranges) {
      const part: Values = await scan.readColumn({ column: all[at]!, rowStart, rowEnd });
      for (let i = 0; i < part.length; i++) values.push(part[i]);
    }
    data.set(at, exact(values, elements[at]!));
  }
  const sampled = heads[columns.time]?.length ?? 0;
  return {
    ...{ all, columns, symbolColumn, count, typed },
    names: Object.fromEntries(roles.map((role) => [role, columns[role] === null ? null : all[columns[role]]])) as Table['names'],
    sample: Array.from({ length: sampled }, (_, i) => ({
      line: i + 1,
      cells: heads.map((values, c) => shown(exact([values[i]], elements[c]!)[0], elements[c]!)),
    })),
    cells: (column, row) => cellOf(data.get(column)![row]),
  };
}

function checkColumns(found: Partial<Columns>, all: readonly string[], { columns: given = {} }: ImportOptions): Columns {
  const wrong = Object.entries(given).find(([role]) => found[role as Role] === undefined);
  const missing = (['time', 'open', 'high', 'low', 'close'] as const).filter((role) => found[role] === undefined);
  if (wrong === undefined && missing.length === 0) return found as Columns;
  const message = wrong
    ? `expected a column called '${wrong[1]}' (for ${wrong[0]}), found ${all.join(', ')}`
    : `expected a column for ${missing.join(', ')}, found ${all.join(', ')}: name it with the option column ${missing[0]}=…`;
  throw new MarketDataError([{ line: 1, message }], { place: 'row', columns: all });
}

/** Bytes as hyparquet wants them: slices with a buffer of their own, wherever they lie. */
const asyncBuffer = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  slice(start: number, end?: number): ArrayBuffer {
    return new Uint8Array(bytes.subarray(start, end)).buffer;
  },
});

/** Instants as milliseconds since 1970, those before 1970 included; finer units keep their fractions. */
const parsers = {
  timestampFromMilliseconds: (value: bigint | undefined) => scaled(value, 1n),
  timestampFromMicroseconds: (value: bigint | undefined) => scaled(value, 1_000n),
  timestampFromNanoseconds: (value: bigint | undefined) => scaled(value, 1_000_000n),
  dateFromDays: (days: number | undefined) => (days === undefined ? Number.NaN : days * DAY),
};

const scaled = (value: bigint | undefined, unit: bigint): number =>
  value === undefined || value === null ? Number.NaN : Number(value / unit) + Number(value % unit) / Number(unit);

/** Newer writers name decimals by their logical type alone, which hyparquet leaves as whole numbers. */
function withDecimals(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) =>
    element.logical_type?.type === 'DECIMAL'
      ? { ...element, converted_type: 'DECIMAL' as const, scale: element.logical_type.scale, precision: element.logical_type.precision }
      : element,
  );
  return { ...metadata, schema };
}

/** hyparquet multiplies decimals by 0.01 and the like; the nearest number to 123.45 is 12345 divided by 100. */
function exact(values: readonly unknown[], { converted_type: type, scale = 0 }: SchemaElement): readonly unknown[] {
  if (type !== 'DECIMAL' || scale === 0) return values;
  const factor = 10 ** scale;
  return values.map((value) => (typeof value === 'number' ? Math.round(value * factor) / factor : value));
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value;
  // Epochs in nanoseconds have more digits than a number holds.
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return typeof value === 'string' ? value.trim() : value === undefined || value === null ? '' : String(value);
}

const isTimestamp = ({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean =>
  logical?.type === 'TIMESTAMP' || logical?.type === 'DATE' || type === 'INT96' || /^(DATE|TIMESTAMP_\w+)$/.test(converted ?? '');

function typedTimes(element: SchemaElement): TypedTimes | undefined {
  if (!isTimestamp(element)) return undefined;
  const { logical_type: logical, converted_type: converted, type } = element;
  if (logical?.type === 'DATE' || converted === 'DATE') return { format: 'date', local: true };
  if (type === 'INT96') return { format: 'timestamp (ns)', local: false };
  if (logical?.type === 'TIMESTAMP') return { format: `timestamp (${unitOf(logical.unit)})`, local: !logical.isAdjustedToUTC };
  // The older types say nothing of a zone; their writers mean UTC.
  return { format: converted === 'TIMESTAMP_MICROS' ? 'timestamp (us)' : 'timestamp (ms)', local: false };
}

const unitOf = (unit: 'MILLIS' | 'MICROS' | 'NANOS') => ({ MILLIS: 'ms', MICROS: 'us', NANOS: 'ns' })[unit];

function shown(value: unknown, element: SchemaElement): string {
  if (typeof value === 'number' && isTimestamp(element))
    return Number.isNaN(value) ? '' : new Date(value).toISOString().replace('.000Z', 'Z');
  return value === undefined || value === null ? '' : String(value);
}
