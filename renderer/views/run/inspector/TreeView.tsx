import { Button, ButtonGroup } from '@blueprintjs/core';
import { ZoomIn, ZoomOut, ZoomToFit } from '@blueprintjs/icons';
import { useMemo, useRef } from 'react';
import type { TreeNode } from '../../../../preload/contract.ts';
import { NODE_HEIGHT, treeLayout } from '../../../charts/tree-layout.ts';
import { Panel } from '../../../components/Panel.tsx';
import { usePanZoom } from './use-pan-zoom.ts';

interface TreeViewProps {
  readonly tree: TreeNode;
  readonly size: number;
  readonly height: number;
}

const MARGIN = 12;

/** The strategy as a tree from left to right: dragging moves, the wheel zooms with Ctrl, and buttons do both. */
export function TreeView({ tree, size, height }: TreeViewProps) {
  const layout = useMemo(() => treeLayout(tree), [tree]);
  const box = useRef<SVGSVGElement>(null);
  const { transform, zoom, fit, handlers } = usePanZoom(box, layout.width + 2 * MARGIN, layout.height + 2 * MARGIN);
  return (
    <Panel
      title="Tree"
      className="tree"
      actions={
        <>
          <span className="help">Ctrl + wheel zooms, dragging moves</span>
          <ButtonGroup variant="minimal">
            <Button size="small" icon={<ZoomIn />} aria-label="Zoom in" title="Zoom in" onClick={() => zoom(1.25)} />
            <Button size="small" icon={<ZoomOut />} aria-label="Zoom out" title="Zoom out" onClick={() => zoom(0.8)} />
            <Button size="small" icon={<ZoomToFit />} aria-label="Fit tree" title="Fit tree" onClick={fit} />
          </ButtonGroup>
        </>
      }
    >
      <svg
        ref={box}
        className="tree-drawing"
        role="img"
        aria-label={`Tree of ${size} nodes, height ${height}`}
        style={{ height: Math.min(560, Math.max(120, layout.height + 2 * MARGIN)) }}
        {...handlers}
      >
        <g transform={transform}>
          <g transform={`translate(${MARGIN} ${MARGIN})`}>
            {layout.edges.map(([from, to]) => {
              const a = layout.nodes[from]!;
              const b = layout.nodes[to]!;
              const x = a.x + a.width;
              const middle = (x + b.x) / 2;
              return <path key={`${from}-${to}`} className="edge" d={`M${x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`} />;
            })}
            {layout.nodes.map((node, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nodes of one tree stay where they are.
              <g key={i} transform={`translate(${node.x} ${node.y - NODE_HEIGHT / 2})`} className={`node node-${node.type}`}>
                <rect width={node.width} height={NODE_HEIGHT} rx="4" />
                <text x={node.width / 2} y={NODE_HEIGHT / 2}>
                  {node.label}
                </text>
              </g>
            ))}
          </g>
        </g>
      </svg>
    </Panel>
  );
}
