import type { PopulationColumns } from '../../preload/contract.ts';
import type { ChartColors } from '../charts/colors.ts';
import { FONT } from '../charts/parts.ts';
import { operatorText } from '../charts/population.ts';
import { drawAxes } from '../charts/replay/axes.ts';
import { type Brush, brushOf, type Context2D, diamond, drawMoment } from '../charts/replay/draw.ts';
import { fitnessAt } from '../charts/replay/measures.ts';
import type { Plot } from '../charts/replay/plot.ts';
import { Stage } from '../charts/replay/stage.ts';
import { formatFitness } from '../format/fitness.ts';
import { count } from '../format/numbers.ts';

export interface FilmScene {
  readonly title: string;
  readonly plot: Omit<Plot, 'width' | 'height'>;
  readonly colors: ChartColors;
  readonly last: number;
}

const [HEAD, FOOT, SIDE] = [46, 34, 14];

/** Draws frames of one size. What a frame shows depends on the scene, the moment and its generations, on nothing else. */
export class FramePainter {
  readonly #scene: FilmScene;
  readonly #plot: Plot;
  readonly #stage: Stage;
  readonly #axes: OffscreenCanvas;
  readonly #points: OffscreenCanvas;
  #brush: { readonly points: number; readonly made: Brush } | null = null;

  constructor(scene: FilmScene, width: number, height: number, generations: { get(generation: number): PopulationColumns | null }) {
    this.#scene = scene;
    this.#plot = { ...scene.plot, width: width - 2 * SIDE, height: height - HEAD - FOOT };
    this.#stage = new Stage(this.#plot, generations);
    this.#axes = new OffscreenCanvas(this.#plot.width, this.#plot.height);
    this.#points = new OffscreenCanvas(this.#plot.width, this.#plot.height);
    drawAxes(this.#axes.getContext('2d')!, this.#plot, scene.colors);
  }

  /** @throws Error when a generation of this moment is not there */
  paint(context: Context2D, position: number): void {
    const { colors, plot } = this.#scene;
    const { width, height } = context.canvas;
    const moment = this.#stage.at(position);
    if (!moment) throw new Error(`generation ${Math.ceil(position)} is not there to be drawn`);
    const { columns } = moment.after;
    if (this.#brush?.points !== columns.length) this.#brush = { points: columns.length, made: brushOf(this.#plot, columns.length, 1) };
    drawMoment(this.#points.getContext('2d', { willReadFrequently: true })!, moment, this.#brush.made, colors);

    context.fillStyle = colors.surface;
    context.fillRect(0, 0, width, height);
    context.drawImage(this.#axes, SIDE, HEAD);
    context.drawImage(this.#points, SIDE, HEAD);
    this.#head(context, columns, width);
    this.#legend(context, height - FOOT + 14);
    context.fillStyle = colors.border;
    context.fillRect(0, height - 4, width, 4);
    context.fillStyle = colors.accent;
    context.fillRect(0, height - 4, (width * position) / Math.max(1, this.#scene.last), 4);
    context.fillStyle = colors.muted;
    context.textAlign = 'right';
    context.fillText(`colour: ${plot.color.name}`, width - SIDE, height - FOOT + 14);
  }

  #head(context: Context2D, columns: PopulationColumns, width: number): void {
    const { title, colors, last, plot } = this.#scene;
    const generation = `Generation ${count(columns.generation)} of ${count(last)}`;
    context.textBaseline = 'middle';
    context.fillStyle = colors.text;
    context.font = `600 15px ${FONT}`;
    context.textAlign = 'right';
    context.fillText(generation, width - SIDE, 16);
    context.textAlign = 'left';
    context.fillText(shortened(context, title, width - 3 * SIDE - context.measureText(generation).width), SIDE, 16);
    diamond(context, [SIDE + 6, 35], colors.highlight, colors.surface, 5);
    context.fillStyle = colors.muted;
    context.font = `12px ${FONT}`;
    const best = formatFitness(plot.objectives, fitnessAt(columns, columns.champion));
    context.fillText(shortened(context, `Champion: ${best}`, width - 3 * SIDE), SIDE + 18, 35);
  }

  #legend(context: Context2D, y: number): void {
    const { plot, colors } = this.#scene;
    const { color } = plot;
    context.font = `12px ${FONT}`;
    context.textAlign = 'left';
    let x = SIDE;
    const write = (text: string) => {
      context.fillStyle = colors.muted;
      context.fillText(text, x, y);
      x += context.measureText(text).width + 8;
    };
    if (color.ends) {
      write(color.ends[0]);
      for (const step of color.colors) {
        context.fillStyle = step;
        context.fillRect(x, y - 5, 4, 10);
        x += 4;
      }
      x += 8;
      write(color.ends[1]);
      return;
    }
    for (const [i, { short }] of Object.values(operatorText).entries()) {
      context.fillStyle = color.colors[i]!;
      context.beginPath();
      context.arc(x + 4, y, 4, 0, 2 * Math.PI);
      context.fill();
      x += 13;
      write(short);
    }
  }
}

/** As much of a text as there is room for. */
function shortened(context: Context2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let length = text.length;
  while (length > 0 && context.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return `${text.slice(0, length)}…`;
}
