import type { ChartColors } from '../colors.ts';
import { type Disc, discOf, PixelLayer, pixelOf } from './pixels.ts';
import { type Moment, type Places, type Plot, placeAt } from './plot.ts';

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What the points of a plot are drawn with; good for as long as plot and colours stay. */
export interface Brush {
  readonly layer: PixelLayer;
  /** Of the colours of the scale, in their order. */
  readonly pixels: readonly number[];
  readonly disc: Disc;
  /** Pixels of the picture for each CSS pixel. */
  readonly ratio: number;
}

/** @param points how many there are to be: many are drawn smaller */
export function brushOf({ width, height, color }: Plot, points: number, ratio: number): Brush {
  const radius = points > 2000 ? 2.2 : points > 400 ? 3 : 3.8;
  const layer = new PixelLayer(Math.floor(width * ratio), Math.floor(height * ratio));
  return { layer, pixels: color.colors.map(pixelOf), disc: discOf(radius * ratio, 0.78), ratio };
}

/**
 * Draws one moment of a replay over all of a canvas: those who leave no child fade where they stood, everybody else moves
 * from the first parent's place to the own one, the champion on top. Depends on nothing but its arguments.
 */
export function drawMoment(context: Context2D, moment: Moment, brush: Brush, colors: ChartColors, chosen = -1): void {
  const { after } = moment;
  brush.layer.clear();
  if (moment.before && moment.t < 1) stampChildless(moment.before, moment, brush);
  stampChildren(moment, brush);
  context.putImageData(brush.layer.image, 0, 0);
  if (chosen >= 0 && chosen < after.columns.length) ring(context, placeAt(moment, chosen), colors.text);
  const { champion } = after.columns;
  if (!after.failed[champion]) diamond(context, placeAt(moment, champion), colors.highlight, colors.surface);
}

function stampChildless(before: Places, { after, t }: Moment, { layer, pixels, disc, ratio }: Brush): void {
  const { parents } = after.columns;
  const { length } = before.columns;
  const hasChild = new Uint8Array(length);
  for (let i = 0; i < parents.length; i += 2) if (parents[i]! >= 0) hasChild[parents[i]!] = 1;
  for (let slot = 0; slot < length; slot += before.stride) {
    if (!hasChild[slot]) layer.stamp(disc, pixels[before.colors[slot]!]!, before.x[slot]! * ratio, before.y[slot]! * ratio, 1 - t);
  }
}

function stampChildren(moment: Moment, { layer, pixels, disc, ratio }: Brush): void {
  const { colors, stride, columns } = moment.after;
  for (let slot = 0; slot < columns.length; slot += stride) {
    const [x, y] = placeAt(moment, slot);
    layer.stamp(disc, pixels[colors[slot]!]!, x * ratio, y * ratio);
  }
}

export function diamond(context: Context2D, [x, y]: readonly [number, number], fill: string, border: string, radius = 8): void {
  context.beginPath();
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = border;
  context.stroke();
}

export function ring(context: Context2D, [x, y]: readonly [number, number], color: string): void {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}
