const point = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const comma = /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i;

/** Cells that sources write where they have no value. */
export const isEmptyValue = (cell: string | number): boolean =>
  typeof cell === 'number' ? Number.isNaN(cell) : /^(|null|nan|na|n\/a|none|-)$/i.test(cell);

/**
 * Reads the numbers of one file, all with the same decimal sign. Without a given sign the first number that has one
 * decides; between commas a comma cannot be it. Thousands separators are not read: 1,234 could be two numbers.
 */
export class NumberReader {
  decimal: '.' | ',' | undefined;
  /** True as long as every comma stood before three digits, where it may have meant thousands. */
  allThousands = true;

  constructor(decimal: '.' | ',' | undefined) {
    this.decimal = decimal;
  }

  /** NaN when the cell is not a finite number. */
  read(cell: string | number): number {
    if (typeof cell === 'number') return finite(cell);
    if (this.decimal !== ',' && point.test(cell)) {
      if (this.decimal === undefined && cell.includes('.')) this.decimal = '.';
      return finite(Number(cell));
    }
    if (this.decimal !== '.' && comma.test(cell)) {
      this.decimal = ',';
      if (cell.includes(',') && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)) this.allThousands = false;
      return finite(Number(cell.replace(',', '.')));
    }
    return Number.NaN;
  }
}

const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
