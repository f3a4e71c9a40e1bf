import { useEffect, useMemo, useRef, useState } from 'react';
import type { SubtreeView, TreeNode } from '../../../../preload/contract.ts';
import { NODE_HEIGHT, treeLayout } from '../../../charts/tree-layout.ts';

interface ChangedTreeProps {
  readonly tree: TreeNode;
  /** Subtrees that are new. */
  readonly changed: readonly SubtreeView[];
  readonly label: string;
  /** Of its box, when there are several. */
  readonly name?: string;
}

const MARGIN = 8;

/** Smaller than this no label can be read; then the box scrolls. */
const SMALLEST = 0.6;

/** A strategy as a tree from left to right, in which what changed stands out and is in sight. */
export function ChangedTree({ tree, changed, label, name = 'Tree' }: ChangedTreeProps) {
  const layout = useMemo(() => treeLayout(tree), [tree]);
  const isNew = (own: readonly number[]) => changed.some(({ start, end }) => own.some((node) => node >= start && node < end));
  const marks = layout.nodes.map(({ own }) => isNew(own));
  const first = layout.nodes[Math.max(0, marks.indexOf(true))]!;
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN];
  const box = useRef<HTMLElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const scale = Math.max(SMALLEST, Math.min(1, room.width / width, room.height / height));

  useEffect(() => {
    const resize = new ResizeObserver(([entry]) => setRoom({ width: entry!.contentRect.width, height: entry!.contentRect.height }));
    resize.observe(box.current!);
    return () => resize.disconnect();
  }, []);
  useEffect(() => {
    const { clientWidth, clientHeight } = box.current!;
    box.current!.scrollTo(first.x * scale - clientWidth / 3, first.y * scale - clientHeight / 2);
  }, [first, scale]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section ref={box} className="changed-tree" tabIndex={0} aria-label={name}>
      <svg
        className="tree-drawing"
        width={width * scale}
        height={height * scale}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
      >
        <g transform={`translate(${MARGIN} ${MARGIN})`}>
          {layout.edges.map(([from, to]) => {
            const a = layout.nodes[from]!;
            const b = layout.nodes[to]!;
            const x = a.x + a.width;
            const middle = (x + b.x) / 2;
            const d = `M${x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
            return <path key={`${from}-${to}`} className={marks[to] ? 'edge changed' : 'edge'} d={d} />;
          })}
          {layout.nodes.map((node, i) => (
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: nodes of one tree stay where they are.
              key={i}
              transform={`translate(${node.x} ${node.y - NODE_HEIGHT / 2})`}
              className={`node node-${node.type} ${marks[i] ? 'changed' : ''}`}
            >
              <rect width={node.width} height={NODE_HEIGHT} rx="4" />
              <text x={node.width / 2} y={NODE_HEIGHT / 2}>
                {node.label}
              </text>
            </g>
          ))}
        </g>
      </svg>
    </section>
  );
}
