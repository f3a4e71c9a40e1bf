const F64 = 8;
/** WebAssembly addresses memory by 32 bits. */
const LARGEST = 2 ** 32;
export const PAGE = 65_536;
/** Nothing of ours below: the stack and the static data of the kernel would stand there if it had any. */
const START = PAGE;

/** Longer data are worked on in tiles, so that the columns in use stay in the cache of a core. */
const WHOLE = 8_192;
const TILE = 4_096;

/** The least that a worker can do with, and what it may use to remember columns for itself. */
const FEWEST_COLUMNS = 96;
const COLUMN_BYTES = 6 * 2 ** 20;
/** What all workers together may use to remember columns for each other: see shared-columns.ts. */
const SHARED_BYTES = 96 * 2 ** 20;
const MOST_SHARED = 8_192;
export const WAYS = 8;
/** Longer expressions than this are not shared: 16-bit units, one or two a node and four more a number. */
export const KEY_UNITS = 256;
/** How many expressions are remembered as seen. */
export const SEEN = 2 ** 16;
const MOST_SIGNALS = 4_096;
const SIGNAL_BYTES = 4 * 2 ** 20;

/** Strategies that are taken through the tiles together, and the bars of all of them. */
const MOST_TOGETHER = 16;
const BARS_TOGETHER = 2 ** 24;

/** Regions for threads that take the place of ended ones. Memory that is never written to takes no place. */
const SPARE_REGIONS = 16;

/** The columns of the data, in their order in memory. */
export const dataColumns = ['open', 'high', 'low', 'close', 'volume', 'trueRange', 'nextReturn'] as const;
export type DataColumn = (typeof dataColumns)[number];

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** Where everything stands in the memory that all workers share: computed from three numbers, the same in every thread. */
export interface Layout {
  readonly bars: number;
  readonly window: number;
  readonly workers: number;
  /** Bars before each tile that are computed again because windows reach back to them; a multiple of 128. */
  readonly halo: number;
  /** Bars a tile adds; a multiple of 128. */
  readonly tile: number;
  readonly data: Readonly<Record<DataColumn, number>>;
  /** Prefix sums in fixed point of the columns that strategies see. */
  readonly sums: Readonly<Record<DataColumn, number>>;
  /** A bit for each of `nextReturn`: whether it is above 0. */
  readonly wins: number;
  /** An int32: how many regions have been claimed, see `claimRegion`. */
  readonly claims: number;
  readonly shared: SharedLayout;
  /** Address of the first region. */
  readonly firstRegion: number;
  /** More than workers: a thread that was ended may still be writing, so its region is never given to another. */
  readonly regions: number;
  readonly region: RegionLayout;
  readonly bytes: number;
}

/** Where the columns stand that workers remember for each other, in sets of `WAYS`; there are none where data are worked on in tiles. */
export interface SharedLayout {
  readonly count: number;
  /** Bar 0 of the first column; they are as far apart as those of a region. */
  readonly columns: number;
  /** An int32 each. */
  readonly states: number;
  readonly versions: number;
  readonly hashes: number;
  readonly stamps: number;
  /** KEY_UNITS + 1 units each, the first of them how many follow. */
  readonly keys: number;
  /** SEEN int32. */
  readonly seen: number;
  /** An int32. */
  readonly clock: number;
}

/** What stands in the region of one worker, as distances from its start. */
export interface RegionLayout {
  readonly bytes: number;
  readonly columns: number;
  readonly columnCount: number;
  readonly columnBytes: number;
  /** Distance of bar 0 from the start of a column: before it stand NaNs. */
  readonly before: number;
  readonly signals: number;
  readonly signalCount: number;
  readonly signalBytes: number;
  readonly constants: number;
  readonly constantCount: number;
  readonly scratch: number;
  /** Decisions over the whole data set, for as many strategies as are taken through the tiles together. */
  readonly decisions: number;
  readonly decisionCount: number;
  readonly decisionBytes: number;
  /** The held returns of a period. */
  readonly held: number;
  readonly result: number;
}

/** Strategies with more different numbers than this do not exist: a genome has at most as many nodes as columns fit. */
export const CONSTANTS = 512;
/** A number stands 16 times, as far as one step of an elementwise function reads. */
export const CONSTANT_BYTES = 16 * F64;

/**
 * @param bars length of the data set
 * @param window bars that strategies may look back
 * @param workers threads that evaluate at the same time
 * @throws RangeError with the numbers when it does not fit into the memory WebAssembly can address
 */
export function layoutOf(bars: number, window: number, workers: number): Layout {
  const halo = roundUp(window, 128);
  const tile = bars <= WHOLE ? roundUp(bars, 128) : Math.max(TILE, 8 * halo);
  const before = roundUp(window * F64, 64);
  // Rolling functions work on four blocks of n bars at a time, and finish what they began.
  const after = 4 * window * F64 + 128;

  let end = START;
  const take = (bytes: number) => {
    const at = end;
    end += roundUp(bytes, 64);
    return at;
  };
  const dataBefore = Math.max(before, halo * F64);
  const dataBytes = dataBefore + bars * F64 + after;
  const data = {} as Record<DataColumn, number>;
  for (const column of dataColumns) data[column] = take(dataBytes) + dataBefore;
  const sums = {} as Record<DataColumn, number>;
  for (const column of dataColumns) sums[column] = column === 'nextReturn' ? 0 : take(dataBytes) + dataBefore;
  const wins = take(roundUp(bars, 512) / 8 + 64);
  const claims = take(64);

  const region = regionOf(bars, Math.min(tile + halo, roundUp(bars, 128)), before, after, window);
  const count = tile < bars ? 0 : Math.min(MOST_SHARED, Math.floor(SHARED_BYTES / region.columnBytes / WAYS) * WAYS);
  const each = () => take(count * 4);
  const shared = {
    ...{ count, columns: take(count * region.columnBytes) + before, states: each(), versions: each(), hashes: each(), stamps: each() },
    ...{ keys: take(count * (KEY_UNITS + 1) * 2), seen: take(count && SEEN * 4), clock: take(64) },
  };
  const firstRegion = roundUp(end, PAGE);
  const regions = Math.min(workers + SPARE_REGIONS, Math.floor((LARGEST - firstRegion) / region.bytes));
  if (regions < workers) {
    const gibibytes = (n: number) => `${(n / 2 ** 30).toFixed(2)} GiB`;
    throw new RangeError(
      `${bars} bars with a window of ${window} take ${gibibytes(firstRegion)} of memory and each of ${workers} workers ${gibibytes(region.bytes)}, ` +
        `more than the ${gibibytes(LARGEST)} that evaluation can use: take fewer bars, a shorter window or fewer workers`,
    );
  }
  const bytes = firstRegion + regions * region.bytes;
  return { bars, window, workers, halo, tile, data, sums, wins, claims, shared, firstRegion, regions, region, bytes };
}

function regionOf(bars: number, tileBars: number, before: number, after: number, window: number): RegionLayout {
  const columnBytes = roundUp(before + tileBars * F64 + after, 64) + 64;
  const columnCount = Math.max(FEWEST_COLUMNS, Math.floor(COLUMN_BYTES / columnBytes));
  const signalBytes = roundUp(tileBars / 8 + 16, 64);
  const signalCount = Math.max(FEWEST_COLUMNS, Math.min(MOST_SIGNALS, Math.floor(SIGNAL_BYTES / signalBytes)));
  // So many strategies take longer than one, and all of them have to be done within the time that one may take.
  const decisionCount = tileBars < bars ? Math.max(1, Math.min(MOST_TOGETHER, Math.floor(BARS_TOGETHER / bars))) : 1;
  const decisionBytes = roundUp(roundUp(bars, 512) / 8, 64);
  let end = 0;
  const take = (bytes: number) => {
    const at = end;
    end += roundUp(bytes, 64);
    return at;
  };
  return {
    columns: take(columnCount * columnBytes),
    columnCount,
    columnBytes,
    before,
    signals: take(signalCount * signalBytes),
    signalCount,
    signalBytes,
    constants: take(CONSTANTS * CONSTANT_BYTES),
    constantCount: CONSTANTS,
    scratch: take(64 * window + 64),
    ...{ decisions: take(decisionCount * decisionBytes), decisionCount, decisionBytes },
    held: take(bars * F64),
    result: take(64),
    bytes: roundUp(end, PAGE),
  };
}
