import type { ImportOptions, Role } from './options.ts';

/** Where the columns stand in a line, from 0. */
export interface Columns extends Readonly<Record<Exclude<Role, 'clock' | 'volume'>, number>> {
  readonly clock: number | null;
  readonly volume: number | null;
}

/** `Adj Close`, `adj_close`, `<ADJ CLOSE>` and `5. adj close` are all `adjclose`; accents go. */
export const normalise = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .replace(/^\d+(?=[a-z])/, '');

// Spellings by rank: the first that the header has is taken. Adjusted closes are missing on purpose: a close that is
// adjusted beside an open that is not makes returns that nobody could have earned.
const epochNames = ['unix', 'unixtime', 'unixtimestamp', 'epoch', 'epochtime', 'timestampms', 'unixms'];
const momentNames = [
  'datetime',
  'timestamp',
  'dateandtime',
  'opentime',
  'gmttime',
  'utctime',
  'timeutc',
  'dateutc',
  'datetimeutc',
  'timestamputc',
  'starttime',
  'localtime',
];
const dateNames = ['date', 'dates', 'day', 'tradedate', 'tradingdate', 'tradingday', 'dt', 'd', 'datum'];
const clockNames = ['time', 'timestamp', 'timeofday', 'hour', 't'];
const priceNames = {
  open: ['open', 'o', 'openprice', 'opening', 'openingprice', 'first', 'bidopen', 'midopen', 'eroffnung'],
  high: ['high', 'h', 'highprice', 'max', 'bidhigh', 'midhigh', 'hoch'],
  low: ['low', 'l', 'lowprice', 'min', 'bidlow', 'midlow', 'tief'],
  close: [
    'close',
    'c',
    'closeprice',
    'closing',
    'closingprice',
    'closelast',
    'last',
    'lastprice',
    'settle',
    'price',
    'bidclose',
    'midclose',
    'schluss',
    'schlusskurs',
  ],
} as const;
const volumeNames = [
  'volume',
  'tickvol',
  'tickvolume',
  'vol',
  'v',
  'tickqty',
  'basevolume',
  'totalvolume',
  'realvolume',
  'quantity',
  'volumen',
];
const symbolNames = ['symbol', 'ticker', 'instrument', 'sym', 'code', 'secid', 'ric', 'isin'];

/** The column that says which instrument a line is of, null where there is none. */
export function symbolColumnOf(names: readonly string[], used: ReadonlySet<number | null>): number | null {
  const at = names.findIndex((name, i) => symbolNames.includes(normalise(name)) && !used.has(i));
  return at < 0 ? null : at;
}

/**
 * The columns of a header line; a column that is not there is undefined.
 * @param sample the fields of a line below it: whether `Time` is a time of day shows only there
 */
export function readHeader(fields: readonly string[], sample: readonly string[], given: ImportOptions['columns'] = {}): Partial<Columns> {
  const names = fields.map(normalise);
  const rank = (spellings: readonly string[]) => {
    const found = spellings.find((name) => names.includes(name));
    return found === undefined ? undefined : names.indexOf(found);
  };
  const chosen = (role: Role, otherwise: () => number | undefined) => {
    const name = given[role];
    const at = name === undefined ? otherwise() : names.indexOf(normalise(name));
    return at === -1 ? undefined : at;
  };

  const date = rank(dateNames);
  const clock = chosen('clock', () => {
    if (date === undefined || given.time !== undefined) return undefined;
    const at = names.findIndex((name, i) => clockNames.includes(name) && isClock(sample[i] ?? ''));
    return at < 0 ? undefined : at;
  });
  const unnamed = names[0] === '' ? 0 : undefined;
  const time = chosen('time', () =>
    clock === undefined ? (rank(epochNames) ?? rank(momentNames) ?? date ?? rank(clockNames) ?? unnamed) : date,
  );
  const anyVolume = () => {
    const at = names.findIndex((name) => name.startsWith('volume') && name !== 'volumema');
    return at < 0 ? undefined : at;
  };
  const found = {
    time,
    clock: clock ?? null,
    open: chosen('open', () => rank(priceNames.open)),
    high: chosen('high', () => rank(priceNames.high)),
    low: chosen('low', () => rank(priceNames.low)),
    close: chosen('close', () => rank(priceNames.close)),
    volume: chosen('volume', () => rank(volumeNames) ?? anyVolume()) ?? null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, at]) => at !== undefined));
}

const isClock = (cell: string) => /^\s*(\d{1,2}:\d{2}\b|\d{4}\s*$|\d{6}\s*$)/.test(cell);
const isNumber = (cell: string) => /^\s*[+-]?\d+([.,]\d+)?(e[+-]?\d+)?\s*$/i.test(cell);
const isMoment = (cell: string) => /^\s*(\d{8,19}(\.\d+)?|\d{1,4}[-./]\w{1,3}[-./]\d{1,4}.*|\d{8}[ T]\d+)\s*$/.test(cell);

/** A line of bars: it begins with a date or an epoch, and four numbers or more follow. */
export const looksLikeBars = (fields: readonly string[]): boolean =>
  isMoment(fields[0] ?? '') && fields.slice(1).filter(isNumber).length >= 4;

/**
 * The columns of files without a header: MetaTrader 4 and HistData (date, time of day, open, high, low, close, volume),
 * klines of Binance (12 columns, the first six are time, open, high, low, close, volume), or time, open, high, low,
 * close and perhaps volume. Undefined for any other number of columns: what they are would be a guess.
 */
export function columnsWithoutHeader(fields: readonly string[]): Columns | undefined {
  const from = (first: number): Columns => ({
    time: 0,
    clock: first === 2 ? 1 : null,
    open: first,
    high: first + 1,
    low: first + 2,
    close: first + 3,
    volume: fields.length > first + 4 ? first + 4 : null,
  });
  if (isClock(fields[1] ?? '') && (fields[1] ?? '').includes(':')) return fields.length === 6 || fields.length === 7 ? from(2) : undefined;
  if (fields.length === 5 || fields.length === 6) return from(1);
  const kline =
    (fields.length === 11 || fields.length === 12) && /^\d{10,}$/.test(fields[0]!.trim()) && /^\d{10,}$/.test(fields[6]!.trim());
  return kline ? from(1) : undefined;
}
