import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { CandlesView } from '../../../preload/contract.ts';
import { priceMargins } from '../../charts/price.ts';
import { date } from '../../format/time.ts';
import { changeDraft, type Draft, type DraftPeriod, type PeriodRole, periodRoles } from '../../state/draft.ts';
import { type BarRange, type DragPart, dragged, rangeOf, withDrawn, withRange } from '../../state/period-drag.ts';

interface PeriodHandlesProps {
  readonly draft: Draft;
  readonly training: readonly DraftPeriod[];
  readonly view: CandlesView;
  /** What a period is for that is drawn where there is none. */
  readonly drawn: PeriodRole;
}

interface Drag {
  readonly part: DragPart;
  readonly role: PeriodRole;
  readonly index: number;
  readonly range: BarRange;
  readonly from: number;
}

const words = { periods: 'Period', validation: 'Validation', holdout: 'Holdout' } as const;

/** How near an edge a period is drawn to it, and how far one has to drag to draw: in pixels. */
const NEAR = 6;
const LEAST_DRAWN = 8;

/** What can be taken hold of on the price: each period and its two ends, by pointer and by keys. */
export function PeriodHandles({ draft, training, view, drawn }: PeriodHandlesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [drawing, setDrawing] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const { bars } = view;
  const least = Math.min(bars, (Number(draft.numbers.window) || 0) + 2);
  const periods = periodRoles.flatMap((role) =>
    (role === 'periods' ? training : draft[role]).flatMap((period, index) => {
      const range = rangeOf(period, bars);
      return range ? [{ role, index, range, name: `${words[role]} ${index + 1}`, id: period.id }] : [];
    }),
  );

  const barsAPixel = () => bars / (box.current?.clientWidth || 1);
  const barAt = (event: PointerEvent) => (event.clientX - box.current!.getBoundingClientRect().left) * barsAPixel();
  const limits = (role: PeriodRole, index: number, near: number) => ({
    ...{ bars, least, near },
    edges: periods.filter((p) => p.role !== role || p.index !== index).flatMap((p) => [p.range.start, p.range.end]),
  });
  const take = (event: PointerEvent, part: DragPart, role: PeriodRole, index: number, range: BarRange) => {
    // With Shift a new period is drawn over what is there.
    if (event.button !== 0 || event.shiftKey) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ part, role, index, range, from: barAt(event) });
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const { part, role, index, range, from } = drag;
    const next = dragged(range, part, barAt(event) - from, limits(role, index, NEAR * barsAPixel()));
    changeDraft((d) => withRange(d, training, role, index, next));
  };
  const key = (event: KeyboardEvent, part: DragPart, role: PeriodRole, index: number, range: BarRange) => {
    const far = Math.max(1, Math.round(bars / 100));
    const steps = new Map([
      ['ArrowLeft', event.shiftKey ? -10 : -1],
      ['ArrowRight', event.shiftKey ? 10 : 1],
      ['PageDown', -far],
      ['PageUp', far],
      ['Home', -bars],
      ['End', bars],
    ]);
    const by = steps.get(event.key);
    if (by === undefined) return;
    event.preventDefault();
    const next = dragged(range, part, by, limits(role, index, 0));
    changeDraft((d) => withRange(d, training, role, index, next));
  };

  const startDrawing = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrawing({ from: barAt(event), to: barAt(event) });
  };
  const endDrawing = () => {
    const stretch = drawing && stretchOf(drawing);
    setDrawing(null);
    if (!stretch || stretch.end - stretch.start < LEAST_DRAWN * barsAPixel()) return;
    const whole = dragged({ start: stretch.start, end: Math.max(stretch.end, stretch.start + least) }, 'whole', 0, {
      ...limits(drawn, -1, 0),
    });
    changeDraft((d) => withDrawn(d, training, drawn, whole, least));
  };
  const stretchOf = ({ from, to }: { readonly from: number; readonly to: number }): BarRange => ({
    start: Math.max(0, Math.round(Math.min(from, to))),
    end: Math.min(bars, Math.round(Math.max(from, to))),
  });

  const percent = (bar: number) => `${(bar / bars) * 100}%`;
  const place = ({ start, end }: BarRange) => ({ left: percent(start), width: percent(end - start) });
  const dateOf = (bar: number) => date(view.time[Math.min(view.time.length - 1, Math.floor(bar / view.step))]);
  const { left, right, top, bottom } = priceMargins;
  return (
    <div
      ref={box}
      className="period-handles"
      style={{ left, right, top, bottom }}
      onPointerDown={startDrawing}
      onPointerMove={(event) => drawing && setDrawing({ ...drawing, to: barAt(event) })}
      onPointerUp={endDrawing}
      onPointerCancel={() => setDrawing(null)}
    >
      {periods.map(({ role, index, range, name, id }) => (
        <div
          key={`${role}-${id}`}
          className={`period-body role-${role}`}
          style={place(range)}
          onPointerDown={(event) => take(event, 'whole', role, index, range)}
          onPointerMove={move}
          onPointerUp={() => setDrag(null)}
          onPointerCancel={() => setDrag(null)}
          title={`${name}: ${dateOf(range.start)} to ${dateOf(range.end - 1)}. Drag to move, with Shift to draw over it.`}
        >
          {(['start', 'end'] as const).map((part) => (
            <div
              key={part}
              className={`period-handle at-${part}`}
              role="slider"
              tabIndex={0}
              aria-label={`${name}, ${part === 'start' ? 'first bar' : 'end'}`}
              aria-orientation="horizontal"
              aria-valuemin={0}
              aria-valuemax={bars}
              aria-valuenow={range[part]}
              aria-valuetext={`bar ${range[part]}, ${dateOf(part === 'start' ? range.start : range.end - 1)}`}
              title={`${part === 'start' ? 'Start' : 'End'} of ${name.toLowerCase()}: drag, or arrow keys (Shift: 10 bars)`}
              onPointerDown={(event) => take(event, part, role, index, range)}
              onPointerMove={move}
              onPointerUp={() => setDrag(null)}
              onPointerCancel={() => setDrag(null)}
              onKeyDown={(event) => key(event, part, role, index, range)}
            />
          ))}
        </div>
      ))}
      {drawing && <div className={`period-body drawing role-${drawn}`} style={place(stretchOf(drawing))} />}
    </div>
  );
}
