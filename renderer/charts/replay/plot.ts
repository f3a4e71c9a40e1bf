import type { PopulationColumns } from '../../../preload/contract.ts';
import type { Objectives } from '../../format/fitness.ts';
import type { ColorScale } from './color-scale.ts';
import { type ColumnMeasure, failedSlots } from './measures.ts';

/** More points than this are one surface, and cost frames: then every second, third … slot is drawn. */
export const MOST_POINTS = 5000;

/** Everything that decides where a point stands and how it looks, for as long as nobody chooses something else. */
export interface Plot {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly x: ColumnMeasure;
  readonly y: ColumnMeasure;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  readonly color: ColorScale;
  readonly objectives: Objectives;
  /** Whether somebody in the run never traded: they stand in a margin of their own at the left. */
  readonly margin: boolean;
}

/** Where the axes cross and end, in pixels; `margin` is how wide the place for those without trades is. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly margin: number;
}

const MARGIN = 34;

export function boxOf({ width, height, margin }: Pick<Plot, 'width' | 'height' | 'margin'>): Box {
  const room = margin ? MARGIN : 0;
  return { left: 62 + room, top: 10, right: Math.max(63 + room, width - 14), bottom: Math.max(11, height - 40), margin: room };
}

/** The points of one generation, an entry a slot. */
export interface Places {
  readonly columns: PopulationColumns;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly failed: Uint8Array;
  /** Places in the colours of the scale. */
  readonly colors: Uint8Array;
  /** Every `stride`-th slot is drawn. */
  readonly stride: number;
}

/** Where the individuals of a generation stand. Who is outside of the axes' range stands at their edge. */
export function placesOf(plot: Plot, columns: PopulationColumns): Places {
  const { length } = columns;
  const box = boxOf(plot);
  const failed = failedSlots(columns, plot.objectives);
  const [across, up] = [plot.x.of(columns), plot.y.of(columns)];
  const [x, y] = [new Float32Array(length), new Float32Array(length)];
  const perX = (box.right - box.left) / (plot.xRange[1] - plot.xRange[0]);
  const perY = (box.bottom - box.top) / (plot.yRange[1] - plot.yRange[0]);
  for (let slot = 0; slot < length; slot++) {
    if (failed[slot]) {
      // A column of its own, by slot; a hash of the slot spreads them across it.
      x[slot] = box.left - box.margin + 6 + ((Math.imul(slot, 0x9e3779b1) >>> 8) / 2 ** 24) * Math.max(0, box.margin - 14);
      y[slot] = box.top + ((slot + 0.5) / length) * (box.bottom - box.top);
    } else {
      x[slot] = clamp(box.left + (across[slot]! - plot.xRange[0]) * perX, box.left, box.right);
      y[slot] = clamp(box.bottom - (up[slot]! - plot.yRange[0]) * perY, box.top, box.bottom);
    }
  }
  return { columns, x, y, failed, colors: plot.color.of(columns), stride: Math.max(1, Math.ceil(length / MOST_POINTS)) };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** A moment between two generations: everybody on the way from the first parent's place to the own one. */
export interface Moment {
  /** Null at the beginning of the run, and where the generation before is not there yet. */
  readonly before: Places | null;
  readonly after: Places;
  /** 0: all still stand where their first parents stood; 1: all have arrived. */
  readonly t: number;
}

/** Slow at both ends. */
const eased = (t: number) => t * t * (3 - 2 * t);

/** Where an individual of the later generation is at this moment. */
export function placeAt({ before, after, t }: Moment, slot: number): readonly [number, number] {
  const parent = after.columns.parents[2 * slot]!;
  const [x, y] = [after.x[slot]!, after.y[slot]!];
  if (!before || parent < 0 || t >= 1) return [x, y];
  const share = eased(t);
  return [before.x[parent]! + (x - before.x[parent]!) * share, before.y[parent]! + (y - before.y[parent]!) * share];
}

/** Who is drawn nearest to a pixel, of the later generation; −1 when nobody is within `reach`. The champion comes first. */
export function slotNear(moment: Moment, x: number, y: number, reach = 10): number {
  const { columns, stride } = moment.after;
  let [found, nearest] = [-1, reach * reach];
  const consider = (slot: number, bonus: number) => {
    const [px, py] = placeAt(moment, slot);
    const distance = (px - x) ** 2 + (py - y) ** 2 - bonus;
    if (distance < nearest) [found, nearest] = [slot, distance];
  };
  for (let slot = 0; slot < columns.length; slot += stride) consider(slot, 0);
  consider(columns.champion, 30);
  return found;
}
