import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { AncestryLayout, PlacedAncestor } from '../../../charts/ancestry.ts';

/** A node's box and the room around it, in pixels at scale 1. */
export const NODE = { width: 104, height: 34, across: 190, down: 50 } as const;
const PADDING = 24;

/** Where the graph is: its pixel (0, 0) in the box, and how large. */
export interface GraphView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

export const nodeX = (column: number) => column * NODE.across;
export const nodeY = (lane: number) => lane * NODE.down;

const clamp = (scale: number) => Math.max(0.03, Math.min(2, scale));

/** Moves and scales the graph: dragging, wheel with Ctrl, buttons. The node that is looked at is kept in sight. */
export function useGraphView(box: RefObject<HTMLDivElement | null>, layout: AncestryLayout, at: number) {
  const [view, setView] = useState<GraphView>({ x: 0, y: 0, scale: 1, width: 0, height: 0 });
  const drag = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const last = useRef<PlacedAncestor | null>(null);
  const node = layout.nodes.get(at);

  useEffect(() => {
    const element = box.current!;
    const resize = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      // At first the line of first parents is in the middle.
      const y = (v: GraphView) => (v.width === 0 ? (clientHeight - NODE.height) / 2 : v.y);
      setView((v) => ({ ...v, y: y(v), width: clientWidth, height: clientHeight }));
    });
    resize.observe(element);
    return () => resize.disconnect();
  }, [box]);

  const { width, height } = view;
  useEffect(() => {
    if (!node || width === 0) return;
    // Columns come and go as lines are opened and closed: whoever is looked at stays where it was on the screen.
    const before = last.current?.entry === node.entry ? last.current : node;
    last.current = node;
    setView((v) => {
      const shifted = { x: v.x - nodeX(node.column - before.column) * v.scale, y: v.y - nodeY(node.lane - before.lane) * v.scale };
      const x = keepIn(shifted.x, nodeX(node.column) * v.scale, NODE.width * v.scale, v.width);
      const y = keepIn(shifted.y, nodeY(node.lane) * v.scale, NODE.height * v.scale, v.height);
      return x === v.x && y === v.y ? v : { ...v, x, y };
    });
  }, [node, width]);

  const zoomAt = useCallback((factor: number, x: number, y: number) => {
    setView((v) => {
      const scale = clamp(v.scale * factor);
      const k = scale / v.scale;
      return { ...v, scale, x: x - (x - v.x) * k, y: y - (y - v.y) * k };
    });
  }, []);

  useEffect(() => {
    const element = box.current!;
    // React listens to the wheel passively, which cannot keep the page from scrolling.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const rect = element.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY * 0.002), event.clientX - rect.left, event.clientY - rect.top);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [box, zoomAt]);

  const fit = () => {
    const [w, h] = [nodeX(layout.columns - 1) + NODE.width, nodeY(layout.lanes[1] - layout.lanes[0]) + NODE.height];
    const scale = clamp(Math.min(1, (width - 2 * PADDING) / w, (height - 2 * PADDING) / h));
    setView((v) => ({ ...v, scale, x: (width - w * scale) / 2, y: (height - h * scale) / 2 - nodeY(layout.lanes[0]) * scale }));
  };

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = drag.current;
      if (!from) return;
      // Captured only once it moves: a captured pointer clicks nothing.
      event.currentTarget.setPointerCapture(event.pointerId);
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      drag.current = { x: event.clientX, y: event.clientY };
      setView((v) => ({ ...v, x: v.x + dx, y: v.y + dy }));
    },
    onPointerUp: () => {
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
  return { view, zoom: (factor: number) => zoomAt(factor, width / 2, height / 2), fit, handlers };
}

export type GraphViewing = ReturnType<typeof useGraphView>;

/** The offset nearest to this one at which [start, start + size) lies inside of the box. */
function keepIn(offset: number, start: number, size: number, box: number): number {
  const room = Math.min(PADDING, Math.max(0, (box - size) / 2));
  return Math.max(room - start, Math.min(box - size - room - start, offset));
}
