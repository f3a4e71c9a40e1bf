import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const clamp = (scale: number) => Math.min(3, Math.max(0.15, scale));

/** The drawing in the middle of its box, as large as fits but never enlarged. */
export function fitted(box: { width: number; height: number }, width: number, height: number): Place {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { scale, x: (box.width - width * scale) / 2, y: (box.height - height * scale) / 2 };
}

/** Moves and scales a drawing of the given size inside an SVG: wheel, drag and buttons. */
export function usePanZoom(box: RefObject<SVGSVGElement | null>, width: number, height: number) {
  const [place, setPlace] = useState<Place>({ x: 0, y: 0, scale: 1 });
  const drag = useRef<{ x: number; y: number } | null>(null);

  const fit = useCallback(() => {
    const rect = box.current?.getBoundingClientRect();
    if (rect && rect.width > 0) setPlace(fitted(rect, width, height));
  }, [box, width, height]);

  const zoomAt = useCallback((factor: number, x: number, y: number) => {
    setPlace((p) => {
      const scale = clamp(p.scale * factor);
      const k = scale / p.scale;
      return { scale, x: x - (x - p.x) * k, y: y - (y - p.y) * k };
    });
  }, []);

  useEffect(() => {
    const element = box.current!;
    const resize = new ResizeObserver(fit);
    resize.observe(element);
    // React listens to the wheel passively, which cannot keep the page from scrolling.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const rect = element.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY * 0.002), event.clientX - rect.left, event.clientY - rect.top);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      resize.disconnect();
      element.removeEventListener('wheel', wheel);
    };
  }, [box, fit, zoomAt]);

  const zoom = (factor: number) => {
    const rect = box.current!.getBoundingClientRect();
    zoomAt(factor, rect.width / 2, rect.height / 2);
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      drag.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const from = drag.current;
      if (!from) return;
      const dx = event.clientX - from.x;
      const dy = event.clientY - from.y;
      drag.current = { x: event.clientX, y: event.clientY };
      setPlace((p) => ({ ...p, x: p.x + dx, y: p.y + dy }));
    },
    onPointerUp: () => {
      drag.current = null;
    },
    onDoubleClick: fit,
  };
  return { transform: `translate(${place.x} ${place.y}) scale(${place.scale})`, zoom, fit, handlers };
}
