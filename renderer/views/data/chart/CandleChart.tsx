import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CandlesView, Dataset, GapView } from '../../../../preload/contract.ts';
import { drawCandles, type Pointed } from '../../../charts/candles/draw.ts';
import { type CandlePlot, FEWEST_BARS, layoutOf, scalesOf } from '../../../charts/candles/plot.ts';
import { context } from '../../../components/canvas.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { barTime } from '../../../format/bars.ts';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';
import { CandleButtons } from './CandleButtons.tsx';
import { CandleOverview } from './CandleOverview.tsx';
import { CandleReadout } from './CandleReadout.tsx';
import { useCandles } from './use-candles.ts';
import { usePointer } from './use-pointer.ts';
import { moved, type ViewWindow } from './view-window.ts';

interface CandleChartProps {
  readonly dataset: Dataset;
  readonly barSize: number;
  readonly hasVolume: boolean;
  /** Brought into sight when it changes. */
  readonly gap: GapView | null;
}

/** Before the chart is there to be measured. */
const USUAL = { width: 1_000, height: 300 };

/**
 * Candlesticks of a data set of any length: main puts bars together to what the screen can show, and finer as one zooms.
 * Drawn at once from the candles that are there, and again when better ones have come.
 */
export function CandleChart({ dataset, barSize, hasVolume, gap }: CandleChartProps) {
  const { bars } = dataset;
  const colors = useChartColors();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<CanvasRenderingContext2D>(null);
  const [window, setWindow] = useState<ViewWindow>({ from: 0, to: bars });
  const [size, setSize] = useState(USUAL);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { candles, view } = useCandles(dataset, window, size.width);
  const plot: CandlePlot | null = view ? { ...size, ...window, view, hasVolume } : null;

  useEffect(() => {
    const resize = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    resize.observe(box.current!);
    return () => resize.disconnect();
  }, []);

  useLayoutEffect(() => {
    surface.current = context(canvas.current!, size);
  }, [size]);
  // Each render is another window, pointer or stretch of candles: all of them are drawn.
  useLayoutEffect(() => {
    if (plot && size.width > 0 && size.height > 0) drawCandles(surface.current!, plot, colors, pointed);
  });

  const move = useCallback(
    (by: number, factor = 1, about = 0.5) => setWindow((now) => moved(now, bars, by, factor, FEWEST_BARS, about)),
    [bars],
  );
  const showAll = useCallback(() => setWindow({ from: 0, to: bars }), [bars]);
  usePointer(box, plot, move, setPointed);

  useEffect(() => {
    if (gap) setWindow(moved({ from: gap.after - 60, to: gap.after + 61 }, bars, 0, 1, FEWEST_BARS));
  }, [gap, bars]);

  const keys = new Map([
    ['ArrowLeft', () => move(-0.2)],
    ['ArrowRight', () => move(0.2)],
    ['ArrowUp', () => move(0, 0.5)],
    ['ArrowDown', () => move(0, 2)],
    ['+', () => move(0, 0.5)],
    ['-', () => move(0, 2)],
    ['Home', () => setWindow({ from: 0, to: window.to - window.from })],
    ['End', () => setWindow({ from: bars - (window.to - window.from), to: bars })],
    ['0', showAll],
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="candles">
      <div className="toolbar">
        <span className="muted numbers candle-range" role="status">
          {view && rangeText(view, window, barSize, dataset.to)}
        </span>
        <span className="spring" />
        <CandleButtons whole={window.to - window.from >= bars} move={move} showAll={showAll} />
      </div>
      <div
        ref={box}
        className="candle-chart"
        role="application"
        aria-label={`Candlesticks of ${dataset.name}`}
        title="Arrows move and zoom, 0 shows all bars"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is worked by keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} />
        {candles.error && <Failed what="The bars" error={candles.error} retry={() => candles.refetch()} />}
        {candles.isLoading && <Loading what="the bars" />}
        {plot && pointed && <CandleReadout view={plot.view} bar={barUnder(plot, pointed)} barSize={barSize} />}
      </div>
      <CandleOverview window={window} bars={bars} onChange={setWindow} />
    </div>
  );
}

const barUnder = (plot: CandlePlot, { x }: Pointed) => Math.floor(scalesOf(plot, layoutOf(plot)).barAt(x));

/** Which bars are in sight, and how many of them make a candle. */
function rangeText(view: CandlesView, { from, to }: ViewWindow, barSize: number, end: number): string {
  const [first, last] = [Math.max(0, Math.round(from)), Math.min(view.bars, Math.round(to)) - 1];
  const timeOf = (bar: number) => {
    if (bar === view.bars - 1) return barTime(end, barSize);
    const i = Math.floor((bar - (view.start[0] ?? 0)) / view.step);
    return view.time[i] === undefined ? '' : barTime(view.time[i], barSize);
  };
  const candles = view.step === 1 ? 'every bar' : `${count(view.step)} bars a candle`;
  return `Bars ${count(first)} to ${count(last)} · ${timeOf(first)} – ${timeOf(last)} · ${candles}`;
}
