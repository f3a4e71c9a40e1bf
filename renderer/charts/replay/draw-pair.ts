import type { ChartColors } from '../colors.ts';
import { type Context2D, diamond } from './draw.ts';
import type { Places } from './plot.ts';

/** Two generations in one plot, each in the colour of its pin: A as rings, so that B shows through. */
export function drawPair(context: Context2D, a: Places, b: Places, colors: ChartColors): void {
  const radius = Math.max(a.columns.length, b.columns.length) > 400 ? 3 : 4;
  const circle = (x: number, y: number) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
  };
  context.globalAlpha = 0.6;
  context.fillStyle = colors.highlight;
  for (let slot = 0; slot < b.columns.length; slot += b.stride) {
    circle(b.x[slot]!, b.y[slot]!);
    context.fill();
  }
  context.lineWidth = 1.25;
  context.strokeStyle = colors.accent;
  for (let slot = 0; slot < a.columns.length; slot += a.stride) {
    circle(a.x[slot]!, a.y[slot]!);
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const [places, color] of [
    [a, colors.accent],
    [b, colors.highlight],
  ] as const) {
    const { champion } = places.columns;
    if (!places.failed[champion]) diamond(context, [places.x[champion]!, places.y[champion]!], color, colors.surface);
  }
}
