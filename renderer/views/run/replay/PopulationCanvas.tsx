import { useEffect, useMemo, useRef, useState } from 'react';
import { drawAxes } from '../../../charts/replay/axes.ts';
import type { ColorScale } from '../../../charts/replay/color-scale.ts';
import { type Brush, brushOf, drawMoment } from '../../../charts/replay/draw.ts';
import { type Moment, type Plot, placeAt, slotNear } from '../../../charts/replay/plot.ts';
import { Stage } from '../../../charts/replay/stage.ts';
import { context } from '../../../components/canvas.ts';
import { useChartColors } from '../../../state/theme.ts';
import { PointTooltip } from './PointTooltip.tsx';
import type { Replaying } from './use-replay.ts';

export type PlotChoice = Omit<Plot, 'width' | 'height'> & { readonly color: ColorScale };

interface PopulationCanvasProps {
  readonly replaying: Replaying;
  readonly choice: PlotChoice;
  readonly label: string;
  /** Whose point is ringed, and in which generation. */
  readonly chosen: { readonly generation: number; readonly slot: number } | null;
  readonly onPick: (generation: number, slot: number) => void;
}

/**
 * The population on its way from one generation to the next. Two layers: axes, drawn when they change, and points, drawn
 * each frame as long as something moves, past React.
 */
export function PopulationCanvas({ replaying, choice, label, chosen, onPick }: PopulationCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const axes = useRef<HTMLCanvasElement>(null);
  const moment = useRef<Moment | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [hovered, setHovered] = useState<{ readonly slot: number; readonly x: number; readonly y: number } | null>(null);
  const colors = useChartColors();
  const plot = useMemo<Plot>(() => ({ ...choice, ...size }), [choice, size]);
  const visible = size.width > 0 && size.height > 0;

  useEffect(() => {
    const resize = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    resize.observe(box.current!);
    return () => resize.disconnect();
  }, []);

  useEffect(() => {
    if (visible) drawAxes(context(axes.current!, plot), plot, colors);
  }, [plot, colors, visible]);

  useEffect(() => {
    if (!visible) return;
    const { clock, populations } = replaying;
    const surface = context(points.current!, plot);
    const stage = new Stage(plot, populations);
    let brush: { readonly points: number; readonly made: Brush } | null = null;
    let frame = 0;
    let before = 0;

    const draw = () => {
      const now = stage.at(clock.position);
      if (!now) return;
      moment.current = now;
      const { length } = now.after.columns;
      if (brush?.points !== length) brush = { points: length, made: brushOf(plot, length, devicePixelRatio) };
      drawMoment(surface, now, brush.made, colors, chosen?.generation === now.after.columns.generation ? chosen.slot : -1);
    };
    const tick = (time: number) => {
      frame = 0;
      // After a pause in which nobody drew, the next frame is the first one.
      if (clock.advance(before === 0 ? 0 : Math.min(100, time - before))) setHovered(null);
      draw();
      before = time;
      if (clock.moving) wake();
      else before = 0;
    };
    const wake = () => {
      if (frame === 0) frame = requestAnimationFrame(tick);
    };
    const ends = [clock.subscribe(wake), populations.subscribe(wake)];
    wake();
    return () => {
      for (const end of ends) end();
      cancelAnimationFrame(frame);
    };
  }, [replaying, plot, colors, chosen, visible]);

  const find = (event: React.MouseEvent) => {
    const rect = box.current!.getBoundingClientRect();
    return moment.current ? slotNear(moment.current, event.clientX - rect.left, event.clientY - rect.top) : -1;
  };
  const hover = (event: React.MouseEvent) => {
    const slot = find(event);
    if (slot === (hovered?.slot ?? -1)) return;
    const [x, y] = slot >= 0 ? placeAt(moment.current!, slot) : [0, 0];
    setHovered(slot >= 0 ? { slot, x, y } : null);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table of individuals beside it does the same by keyboard.
    <div
      ref={box}
      role="img"
      aria-label={label}
      className={`population-chart ${hovered ? 'points' : ''}`}
      onMouseMove={hover}
      onMouseLeave={() => setHovered(null)}
      onClick={(event) => {
        const slot = find(event);
        if (slot >= 0) onPick(moment.current!.after.columns.generation, slot);
      }}
    >
      <canvas ref={points} className="points-layer" />
      <canvas ref={axes} />
      {hovered && moment.current && (
        <PointTooltip
          columns={moment.current.after.columns}
          slot={hovered.slot}
          objectives={choice.objectives}
          x={hovered.x}
          y={hovered.y}
          within={size}
        />
      )}
    </div>
  );
}
