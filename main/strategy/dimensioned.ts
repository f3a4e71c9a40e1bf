import { oscillatorLevel, ratio } from './constants.ts';
import { type PrimitiveSet, primitiveSet, type SignatureDefinition, type TypeDefinition } from './primitive-set.ts';

const types: readonly TypeDefinition[] = [
  { name: 'price', value: 'series', columns: ['open', 'high', 'low', 'close'] },
  { name: 'volume', value: 'series', columns: ['volume'] },
  /** A distance between prices. */
  { name: 'range', value: 'series' },
  /** A number without a unit. */
  { name: 'ratio', value: 'series', constant: ratio },
  /** A number from 0 to 100. */
  { name: 'oscillator', value: 'series', constant: oscillatorLevel },
  { name: 'signal', value: 'signal' },
  { name: 'period', value: 'period' },
];
const units = ['price', 'volume', 'range', 'ratio', 'oscillator'];

const use = (names: string, args: string, result: string): SignatureDefinition => ({ names, args: args.split(' '), result });

const signatures: readonly SignatureDefinition[] = [
  // What leaves a unit as it is.
  ...units.flatMap((unit) => [
    use('sma wma ema highest lowest delay', `${unit} period`, unit),
    use('min max', `${unit} ${unit}`, unit),
    use('ifElse', `signal ${unit} ${unit}`, unit),
    use('gt lt crossAbove crossBelow', `${unit} ${unit}`, 'signal'),
    use('zscore', `${unit} period`, 'ratio'),
  ]),
  use('sub', 'price price', 'range'),
  use('std delta', 'price period', 'range'),
  use('atr', 'period', 'range'),
  use('add sub', 'price range', 'price'),
  use('add sub', 'range range', 'range'),
  use('mul', 'range ratio', 'range'),
  use('add sub mul div', 'ratio ratio', 'ratio'),
  ...['price', 'volume', 'range', 'oscillator'].map((unit) => use('div', `${unit} ${unit}`, 'ratio')),
  ...['range', 'ratio'].map((unit) => use('neg abs', unit, unit)),
  use('std delta', 'ratio period', 'ratio'),
  ...['price', 'volume'].map((unit) => use('roc', `${unit} period`, 'ratio')),
  ...['price', 'volume', 'range', 'ratio'].map((unit) => use('rsi', `${unit} period`, 'oscillator')),
  use('and or xor', 'signal signal', 'signal'),
  use('not', 'signal', 'signal'),
];

/**
 * The default set: units are kept apart, so that random strategies mean something. Only values of one unit are
 * compared, a price plus a range is a price, a range times a ratio is a range.
 *
 * @param window bars that a decision may look back on, itself included
 * @throws {RangeError} when the window is out of range
 */
export const dimensioned = (window: number): PrimitiveSet => primitiveSet('dimensioned', window, types, signatures);
