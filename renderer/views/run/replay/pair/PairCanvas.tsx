import { useEffect, useMemo, useRef, useState } from 'react';
import type { PopulationColumns } from '../../../../../preload/contract.ts';
import { drawAxes } from '../../../../charts/replay/axes.ts';
import { drawPair } from '../../../../charts/replay/draw-pair.ts';
import { type Plot, placesOf } from '../../../../charts/replay/plot.ts';
import { context } from '../../../../components/canvas.ts';
import { useChartColors } from '../../../../state/theme.ts';
import type { PlotChoice } from '../PopulationCanvas.tsx';

interface PairCanvasProps {
  readonly a: PopulationColumns;
  readonly b: PopulationColumns;
  readonly choice: PlotChoice;
  readonly label: string;
}

/** Two populations in one plot: A as rings, B as discs, and their champions. */
export function PairCanvas({ a, b, choice, label }: PairCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const axes = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const colors = useChartColors();
  const plot = useMemo<Plot>(() => ({ ...choice, ...size }), [choice, size]);

  useEffect(() => {
    const resize = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    resize.observe(box.current!);
    return () => resize.disconnect();
  }, []);
  useEffect(() => {
    if (plot.width === 0 || plot.height === 0) return;
    drawAxes(context(axes.current!, plot), plot, colors);
    drawPair(context(points.current!, plot), placesOf(plot, a), placesOf(plot, b), colors);
  }, [plot, a, b, colors]);
  return (
    <div ref={box} role="img" aria-label={label} className="population-chart">
      <canvas ref={points} className="points-layer" />
      <canvas ref={axes} />
    </div>
  );
}
