import type { LogbookRow, PopulationColumns } from '../../../preload/contract.ts';
import type { Objectives } from '../../format/fitness.ts';
import { count } from '../../format/numbers.ts';
import type { ChartColors } from '../colors.ts';
import { operatorText } from '../population.ts';
import { axisMeasures } from './measures.ts';

/** What the colour of a point says. */
export interface ColorScale {
  readonly key: string;
  readonly name: string;
  /** The colours that there are: few, so that a point of each is drawn once and then copied. */
  readonly colors: readonly string[];
  /** For each slot its place in `colors`. */
  readonly of: (columns: PopulationColumns) => Uint8Array;
  /** What the first and the last colour stand for; null for names, which have a legend of their own. */
  readonly ends: readonly [string, string] | null;
}

const STEPS = 24;
/** From this age on everybody is old. */
const OLD = 31;

/** By origin, by age, or by any number that can be on an axis. */
export function colorScales(objectives: Objectives): readonly { readonly key: string; readonly name: string }[] {
  const numbers = axisMeasures(objectives).filter(({ key }) => key !== 'slot');
  return [{ key: 'origin', name: 'Origin' }, { key: 'age', name: 'Age' }, ...numbers.map(({ key, name }) => ({ key, name }))];
}

export function colorScale(key: string, objectives: Objectives, rows: readonly LogbookRow[], colors: ChartColors): ColorScale {
  const measure = axisMeasures(objectives).find((one) => one.key === key);
  if (measure) {
    const [low, high] = measure.range(rows);
    const of = (columns: PopulationColumns) => stepsOf(measure.of(columns), (value) => (value - low) / (high - low));
    return { key, name: measure.name, colors: ramp(colors), of, ends: [measure.format(low), measure.format(high)] };
  }
  if (key === 'age') {
    const of = ({ ages }: PopulationColumns) => stepsOf(ages, (age) => Math.log2(1 + age) / Math.log2(1 + OLD));
    return { key, name: 'Age', colors: ramp(colors), of, ends: ['new', `${count(OLD)} generations`] };
  }
  const names = Object.keys(operatorText);
  return {
    key: 'origin',
    name: 'Origin',
    colors: [...names.map((name) => colors[operatorText[name]!.color]), colors.neutral],
    of({ operators, operatorNames }) {
      const places = operatorNames.map((name) => (names.includes(name) ? names.indexOf(name) : names.length));
      return operators.map((operator) => places[operator]!);
    },
    ends: null,
  };
}

function stepsOf(values: ArrayLike<number>, share: (value: number) => number): Uint8Array {
  const steps = new Uint8Array(values.length);
  for (let i = 0; i < steps.length; i++) steps[i] = Math.round(Math.max(0, Math.min(1, share(values[i]!))) * (STEPS - 1));
  return steps;
}

/** The colours of a number from low to high, between those of the theme. */
export function ramp(colors: ChartColors): string[] {
  const stops = (['ramp-1', 'ramp-2', 'ramp-3', 'ramp-4', 'ramp-5'] as const).map((name) => channels(colors[name]));
  return Array.from({ length: STEPS }, (_, i) => {
    const place = (i / (STEPS - 1)) * (stops.length - 1);
    const first = Math.min(stops.length - 2, Math.floor(place));
    const mixed = stops[first]!.map((from, c) => Math.round(from + (stops[first + 1]![c]! - from) * (place - first)));
    return `rgb(${mixed.join(',')})`;
  });
}

/** `#rrggbb` as three numbers. */
const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
