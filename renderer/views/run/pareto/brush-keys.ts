import type { Brush } from '../../../charts/pareto.ts';

/** How far a key moves an edge, as a share of the axis. */
const STEP = 0.05;

type Range = readonly [number, number];

/**
 * The part that is chosen after a key: arrows move it, with Shift its upper right corner; Enter begins with the middle of
 * the plot, Escape takes it away. Undefined for any other key.
 *
 * @param sight both ends of both axes
 */
export function movedBrush(brush: Brush | null, key: string, shift: boolean, sight: Brush): Brush | null | undefined {
  if (key === 'Escape') return brush === null ? undefined : null;
  const steps: Record<string, readonly [x: number, y: number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const step = steps[key];
  if (!step && key !== 'Enter') return undefined;
  if (!brush) return { x: middle(sight.x), y: middle(sight.y) };
  if (!step) return undefined;
  return { x: moved(brush.x, step[0], shift, sight.x), y: moved(brush.y, step[1], shift, sight.y) };
}

const middle = ([low, high]: Range): Range => [low + (high - low) * 0.25, high - (high - low) * 0.25];

function moved([low, high]: Range, steps: number, resize: boolean, [first, last]: Range): Range {
  const by = steps * STEP * (last - first);
  if (resize) return [low, Math.min(last, Math.max(low, high + by))];
  const within = Math.min(last - high, Math.max(first - low, by));
  return [low + within, high + within];
}
