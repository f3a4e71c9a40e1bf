import type { LogbookRow, Summary } from '../../../preload/contract.ts';

/** Points that a line has at least once there are more generations than that; at most twice as many. */
const ENOUGH = 240;

/** A logbook as charts draw it: every row stands for `stride` generations, of which it is the last. */
export interface Sample {
  readonly rows: readonly LogbookRow[];
  readonly stride: number;
}

/**
 * Thins a growing logbook out, so that a run of a million generations is drawn as quickly as one of a thousand. A row in
 * place of several is their last, with the smallest minimum and the largest maximum of them all. What was thinned out
 * before is not looked at again.
 */
export class Sampler {
  #rows: LogbookRow[] = [];
  #stride = 1;
  #taken = 0;
  #last: LogbookRow | undefined;

  /** @param rows the logbook; when it only grew since the last time, only what is new is read */
  sample(rows: readonly LogbookRow[]): Sample {
    if (rows[this.#taken - 1] !== this.#last) {
      this.#rows = [];
      this.#stride = 1;
      this.#taken = 0;
    }
    for (; this.#taken < rows.length; this.#taken++) this.#add(rows[this.#taken]!);
    this.#last = rows[this.#taken - 1];
    return { rows: [...this.#rows], stride: this.#stride };
  }

  #add(row: LogbookRow): void {
    if (this.#taken % this.#stride === 0) this.#rows.push(row);
    else this.#rows.push(together(this.#rows.pop()!, row));
    if (this.#rows.length <= 2 * ENOUGH) return;
    const pairs: LogbookRow[] = [];
    for (let i = 0; i < this.#rows.length; i += 2) {
      const second = this.#rows[i + 1];
      pairs.push(second ? together(this.#rows[i]!, second) : this.#rows[i]!);
    }
    this.#rows = pairs;
    this.#stride *= 2;
  }
}

function together(before: LogbookRow, row: LogbookRow): LogbookRow {
  const wider = (a: Summary | null | undefined, b: Summary | null) =>
    a && b ? { ...b, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) } : b;
  return {
    ...row,
    fitness: row.fitness.map((summary, i) => wider(before.fitness[i], summary)),
    size: wider(before.size, row.size) ?? row.size,
  };
}
