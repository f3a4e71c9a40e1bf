import type { ChartColors } from '../colors.ts';
import { FONT, shortLabel } from '../parts.ts';
import { ticks } from '../ticks.ts';
import type { Context2D } from './draw.ts';
import { boxOf, type Plot } from './plot.ts';

/** Grid, axes with their names, and the margin for those without trades. */
export function drawAxes(context: Context2D, plot: Plot, colors: ChartColors): void {
  const { left, top, right, bottom, margin } = boxOf(plot);
  context.clearRect(0, 0, plot.width, plot.height);
  context.font = `11px ${FONT}`;
  context.lineWidth = 1;
  if (margin > 0) {
    context.fillStyle = colors.shade;
    context.fillRect(left - margin, top, margin - 4, bottom - top);
  }
  context.fillStyle = colors.muted;
  context.strokeStyle = colors.grid;

  context.textBaseline = 'top';
  context.textAlign = 'center';
  const spread = plot.x.key === 'slot';
  for (const value of spread ? [] : ticks(...plot.xRange, (right - left) / 90)) {
    const x = Math.round(left + ((value - plot.xRange[0]) / (plot.xRange[1] - plot.xRange[0])) * (right - left)) + 0.5;
    line(context, x, top, x, bottom);
    context.fillText(shortLabel(plot.x.format(value)), x, bottom + 6);
  }
  context.fillText(plot.x.name, (left + right) / 2, bottom + 23);
  if (margin > 0) context.fillText('no trades', left - margin / 2 - 2, bottom + 23);

  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const value of plot.y.key === 'slot' ? [] : ticks(...plot.yRange, (bottom - top) / 60)) {
    const y = Math.round(bottom - ((value - plot.yRange[0]) / (plot.yRange[1] - plot.yRange[0])) * (bottom - top)) + 0.5;
    line(context, left, y, right, y);
    context.fillText(shortLabel(plot.y.format(value)), left - margin - 6, y);
  }
  context.save();
  context.translate(12, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(plot.y.name, 0, 0);
  context.restore();

  context.strokeStyle = colors.border;
  line(context, left - 0.5, top, left - 0.5, bottom + 0.5);
  line(context, left, bottom + 0.5, right, bottom + 0.5);
}

function line(context: Context2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
