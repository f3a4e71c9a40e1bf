import type { LogbookRow, PopulationColumns } from '../../../preload/contract.ts';
import { type Metric, worstValues } from '../../../preload/contract.ts';
import { metricText, type Objectives } from '../../format/fitness.ts';
import { count } from '../../format/numbers.ts';
import { extent, measures } from '../measures.ts';

/** A number that every individual of stored columns has. */
export interface ColumnMeasure {
  readonly key: string;
  readonly name: string;
  readonly format: (value: number | null | undefined) => string;
  /** An entry a slot. */
  readonly of: (columns: PopulationColumns) => ArrayLike<number>;
  /** Over the whole run, with a little room, so that an axis stays where it is while generations go by. */
  readonly range: (rows: readonly LogbookRow[]) => readonly [number, number];
}

/** Where it stands in its generation: spreads out what would lie on one line. */
const slot: ColumnMeasure = {
  key: 'slot',
  name: 'Slot (spread)',
  format: (v) => count(v),
  of: ({ length }) => Array.from({ length }, (_, i) => (length > 1 ? i / (length - 1) : 0.5)),
  range: () => [-0.02, 1.02],
};

/** What can be put on an axis: the objectives in their order, size, height, and the slot. */
export function axisMeasures(objectives: Objectives): ColumnMeasure[] {
  const shown = measures(objectives).map((measure): ColumnMeasure => {
    const index = objectives.findIndex(({ metric }) => metric === measure.key);
    const of = (columns: PopulationColumns) => {
      if (index >= 0) return columns.fitness.subarray(index * columns.length, (index + 1) * columns.length);
      return measure.key === 'size' ? columns.sizes : columns.heights;
    };
    return { key: measure.key, name: measure.name, format: measure.format, of, range: (rows) => extent(rows, measure) };
  });
  return [...shown, slot];
}

/** The axes at first: the first two objectives, or one of them spread out by slot. */
export const firstAxes = (objectives: Objectives): readonly [string, string] =>
  objectives.length > 1 ? [objectives[1]!.metric, objectives[0]!.metric] : [slot.key, objectives[0]!.metric];

/** For each slot 1 where the individual never traded or could not be evaluated, hence has no place on an axis. */
export function failedSlots({ fitness, length }: PopulationColumns, objectives: Objectives): Uint8Array {
  const worst = objectives.map(({ metric, weight }) => worstValues[metric as Metric][weight > 0 ? 'maximised' : 'minimised']);
  const failed = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    let all = 1;
    for (let o = 0; o < worst.length && all; o++) if (fitness[o * length + i] !== worst[o]) all = 0;
    failed[i] = all;
  }
  return failed;
}

/** The fitness of one slot, in the order of the objectives. */
export const fitnessAt = ({ fitness, length }: PopulationColumns, at: number): number[] =>
  Array.from({ length: fitness.length / length }, (_, objective) => fitness[objective * length + at]!);

/** Slots, the best first by the objectives in their order; who never traded comes last. */
export function rankedSlots(columns: PopulationColumns, objectives: Objectives): number[] {
  const { fitness, length } = columns;
  const failed = failedSlots(columns, objectives);
  return Array.from({ length }, (_, i) => i).sort((a, b) => {
    if (failed[a] !== failed[b]) return failed[a]! - failed[b]!;
    for (let o = 0; o < objectives.length; o++) {
      const difference = (fitness[o * length + b]! - fitness[o * length + a]!) * Math.sign(objectives[o]!.weight);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** How an objective is called where there is little room. */
export const shortName = (objectives: Objectives, index: number) => metricText[objectives[index]!.metric].short;
