import { oscillatorLevel, ratio } from './constants.ts';
import { type PrimitiveSet, primitiveSet } from './primitive-set.ts';
import { columns, primitives } from './primitives.ts';

/**
 * The language as it is: one type of series, and any function of any of them. Numbers come half from each scale that
 * indicators have. Larger spaces to search, most of it without meaning (a volume below a price).
 *
 * @param window bars that a decision may look back on, itself included
 * @throws {RangeError} when the window is out of range
 */
export function free(window: number): PrimitiveSet {
  return primitiveSet(
    'free',
    window,
    [
      {
        name: 'series',
        value: 'series',
        columns,
        constant: { draw: (random) => random.choice([ratio, oscillatorLevel]).draw(random), accepts: () => true },
      },
      { name: 'signal', value: 'signal' },
      { name: 'period', value: 'period' },
    ],
    primitives.map(({ name, args, result }) => ({ names: name, args, result })),
  );
}
