import type { Days } from './days.ts';

/** A table of years and months (UTC), row after row: twelve months and behind them the whole year. */
export interface Months {
  /** The first year; the rows are those from it on, none left out. */
  readonly firstYear: number;
  readonly years: number;
  /** Compounded returns, 13 a year: NaN in months without data, and in those that are sealed. */
  readonly strategy: Float64Array;
  readonly hold: Float64Array;
  /** 0: nothing of it is sealed, 1: a part, which is left out, 2: all. */
  readonly sealed: Uint8Array;
}

export const COLUMNS = 13;
const YEAR = 12;

export function monthsOf({ time, strategy, hold }: Days): Months {
  if (time.length === 0)
    return { firstYear: 0, years: 0, strategy: new Float64Array(), hold: new Float64Array(), sealed: new Uint8Array() };
  const year = (t: number) => new Date(t).getUTCFullYear();
  const firstYear = year(time[0]!);
  const years = year(time.at(-1)!) - firstYear + 1;
  const cells = () => new Float64Array(years * COLUMNS).fill(Number.NaN);
  const months = { strategy: cells(), hold: cells() };
  const closed = new Uint8Array(years * COLUMNS);
  const compound = (column: Float64Array, cell: number, value: number) => {
    column[cell] = (1 + (Number.isNaN(column[cell]!) ? 0 : column[cell]!)) * (1 + value) - 1;
  };
  for (let i = 0; i < time.length; i++) {
    const row = (year(time[i]!) - firstYear) * COLUMNS;
    for (const cell of [row + new Date(time[i]!).getUTCMonth(), row + YEAR]) {
      if (Number.isNaN(strategy[i]!)) closed[cell] = 1;
      else {
        compound(months.strategy, cell, strategy[i]!);
        compound(months.hold, cell, hold[i]!);
      }
    }
  }
  const sealed = closed.map((isClosed, cell) => (isClosed ? (Number.isNaN(months.strategy[cell]!) ? 2 : 1) : 0));
  return { firstYear, years, ...months, sealed };
}
