import type { WorkerActivity, WorkerChunk } from '../../../../../preload/contract.ts';
import type { ChartColors } from '../../../../charts/colors.ts';

/** Height of a lane with the gap below it, in pixels. */
export const LANE = 18;
const GAP = 4;

export interface Lane {
  readonly id: string;
  readonly name: string;
  /** Share of the span in which it had work. */
  readonly busy: number;
  readonly chunks: readonly WorkerChunk[];
}

/** The lanes with what each did in the last `span` milliseconds. */
export function lanesOf({ now, lanes, chunks }: WorkerActivity, span: number): Lane[] {
  const from = now - span;
  const byLane = Map.groupBy(
    chunks.filter(({ end }) => end === null || end > from),
    ({ lane }) => lane,
  );
  return lanes.map(({ id, name }) => {
    const own = byLane.get(id) ?? [];
    const time = own.reduce((sum, { start, end }) => sum + Math.max(0, (end ?? now) - Math.max(start, from)), 0);
    return { id, name, busy: Math.min(1, time / span), chunks: own };
  });
}

/** Draws the lanes on a canvas: time to the right, now at its edge; what a worker has in hand stands out. */
export function drawLanes(canvas: HTMLCanvasElement, lanes: readonly Lane[], now: number, span: number, colors: ChartColors): void {
  const context = canvas.getContext('2d');
  const width = canvas.clientWidth;
  const height = lanes.length * LANE;
  const ratio = window.devicePixelRatio;
  if (!context || width === 0) return;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const x = (time: number) => ((time - (now - span)) / span) * width;
  for (const [row, { chunks }] of lanes.entries()) {
    const top = row * LANE;
    context.fillStyle = colors.grid;
    context.fillRect(0, top, width, LANE - GAP);
    for (const { start, end } of chunks) {
      const left = Math.max(0, x(start));
      // A hair of room at the right: chunks that follow each other are told apart.
      const right = x(end ?? now) - (end === null ? 0 : 0.6);
      context.fillStyle = end === null ? colors.highlight : colors.accent;
      context.fillRect(left, top, Math.max(0.6, right - left), LANE - GAP);
    }
  }
}

/** The chunk under a place on the canvas. */
export function chunkAt(lanes: readonly Lane[], now: number, span: number, width: number, x: number, y: number): WorkerChunk | undefined {
  const time = now - span + (x / width) * span;
  const slack = span / width;
  return lanes[Math.floor(y / LANE)]?.chunks.findLast(({ start, end }) => time >= start - slack && time <= (end ?? now) + slack);
}
