/** One line of the bench's table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Against what it is measured, such as `1.50 × native.c, 1 thread`. */
  readonly ratio?: string;
}

const number = (value: number) => (Number.isNaN(value) ? '' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 }));

export function printRows(rows: readonly Row[]): void {
  for (const { what, value, unit, ratio = '' } of rows)
    console.log(`${what.padEnd(46)} ${number(value).padStart(10)} ${unit.padEnd(14)} ${ratio}`);
}
