import { type RefObject, useEffect, useRef } from 'react';
import type { Pointed } from '../../../charts/candles/draw.ts';
import { type CandlePlot, layoutOf } from '../../../charts/candles/plot.ts';

/** How much a pixel of the wheel zooms; a notch has 100 or 120. Of one event no more than a notch and a half is taken. */
const [ZOOM, NOTCH] = [0.001, 180];

/** Dragging moves the chart, the wheel zooms at the pointer and moves it sideways, and what it points at is told. */
export function usePointer(
  box: RefObject<HTMLDivElement | null>,
  plot: CandlePlot | null,
  move: (by: number, factor?: number, about?: number) => void,
  onPoint: (pointed: Pointed | null) => void,
): void {
  const shown = useRef(plot);
  shown.current = plot;

  useEffect(() => {
    const element = box.current!;
    let dragged: number | null = null;
    const placeOf = (event: MouseEvent): Pointed => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const across = () => {
      const { left, right } = layoutOf(shown.current!);
      return { left, width: right - left };
    };
    const wheel = (event: WheelEvent) => {
      if (!shown.current) return;
      event.preventDefault();
      const at = placeOf(event);
      const { left, width } = across();
      const turn = Math.max(-NOTCH, Math.min(NOTCH, event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 40 : event.deltaY));
      move(event.deltaX / width, Math.exp(turn * ZOOM), Math.max(0, Math.min(1, (at.x - left) / width)));
      onPoint(at);
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || !shown.current) return;
      dragged = event.clientX;
      element.setPointerCapture(event.pointerId);
    };
    const drag = (event: PointerEvent) => {
      if (dragged !== null && shown.current) {
        move((dragged - event.clientX) / across().width);
        dragged = event.clientX;
      }
      onPoint(placeOf(event));
    };
    const up = () => {
      dragged = null;
    };
    const leave = () => onPoint(null);
    // React listens to the wheel passively, which cannot keep the page from scrolling.
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', drag);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', drag);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', leave);
    };
  }, [box, move, onPoint]);
}
