import { DAY } from '../calendar.ts';
import type { ProblemKind } from '../errors.ts';
import type { ImportOptions } from './options.ts';
import { iso } from './order.ts';
import type { Rows } from './rows.ts';
import type { TimeColumn } from './times.ts';
import { TimeZone } from './zone.ts';

const zoned = /(?:z|utc|gmt|[+-]\d\d(?::?\d\d)?)\s*$/i;

/**
 * Times that stand on a clock, as UTC. Dates without a time of day stay what they are: a day is a day wherever it is
 * traded. Of an hour that comes twice the first is meant, or the second one where the bars before it have used the first.
 */
export function withTimeZone(
  { time, local }: TimeColumn,
  rows: Rows,
  { timeZone }: ImportOptions,
  problems: { add(line: number, message: string, kind: ProblemKind): void },
): { readonly time: Float64Array; readonly name: string } {
  if (!local) return { time, name: 'UTC' };
  if (time.every((t) => Number.isNaN(t) || t % DAY === 0)) return { time, name: 'none' };
  if (timeZone === undefined || timeZone === 'UTC') return { time, name: 'UTC' };
  const zone = new TimeZone(timeZone);
  const last = time.length - 1;
  const newestFirst = time[0]! > time[last]!;
  const utc = new Float64Array(time.length);
  let before = Number.NEGATIVE_INFINITY;
  for (let k = 0; k <= last; k++) {
    const i = newestFirst ? last - k : k;
    const cell = rows.times[i]!;
    const own = typeof cell === 'string' && hasZone(cell);
    utc[i] = own || Number.isNaN(time[i]!) ? time[i]! : zone.utc(time[i]!, before);
    if (!Number.isNaN(utc[i]!)) before = utc[i]!;
    else if (!Number.isNaN(time[i]!)) {
      problems.add(
        rows.lines[i]!,
        `time: expected a time of ${timeZone}, found ${typeof cell === 'string' ? `'${cell}'` : iso(cell)}, which its clocks skip`,
        'time-zone',
      );
    }
  }
  return { time: utc, name: timeZone };
}

/** Whether a date with a time of day ends with Z, UTC or an offset: behind a colon, so that 2020-01-31 has none. */
const hasZone = (cell: string) => zoned.test(cell.slice(Math.max(0, cell.indexOf(':'))));
