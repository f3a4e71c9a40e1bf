import { type KeyboardEvent, memo, type RefObject, useId } from 'react';
import { type AncestryGraph, type AncestryLayout, neighbour, type PlacedAncestor } from '../../../charts/ancestry.ts';
import { operatorName, operatorText } from '../../../charts/population.ts';
import { formatFitness, formatObjective, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { type GraphViewing, NODE, nodeX, nodeY } from './use-graph-view.ts';

interface AncestryDrawingProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly graph: AncestryGraph;
  readonly layout: AncestryLayout;
  readonly objectives: Objectives;
  /** The node that is looked at. */
  readonly at: number;
  readonly view: GraphViewing;
  readonly onAt: (entry: number) => void;
  readonly onToggle: (entry: number) => void;
  readonly onClose?: () => void;
}

/** Smaller than this no text can be read, so there is none. */
const READABLE = 0.55;

/**
 * The graph, older to the left. Of thousands of nodes only those in sight are drawn. The arrow keys go along the edges,
 * Enter opens and closes the line of a second parent.
 */
export function AncestryDrawing({ box, graph, layout, objectives, at, view, onAt, onToggle, onClose }: AncestryDrawingProps) {
  const id = useId();
  const { x, y, scale, width, height } = view.view;
  const isNear = ({ column, lane }: PlacedAncestor) => {
    const [left, top] = [nodeX(column) * scale + x, nodeY(lane) * scale + y];
    return (
      left > -NODE.across * scale && left < width + NODE.across * scale && top > -NODE.down * scale && top < height + NODE.down * scale
    );
  };
  const shown = [...layout.nodes.values()].filter(isNear);
  const edges = layout.edges.filter(({ parent, child }) => {
    const [a, b] = [layout.nodes.get(parent)!, layout.nodes.get(child)!];
    const [left, right] = [nodeX(a.column) * scale + x, nodeX(b.column) * scale + x];
    const [top, bottom] = [Math.min(a.lane, b.lane), Math.max(a.lane, b.lane)].map((lane) => nodeY(lane) * scale + y);
    return right > -NODE.width && left < width + NODE.width && bottom! > -NODE.down && top! < height + NODE.down;
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'Home') onAt(graph.root);
    else if (key === 'End') onAt(graph.line(at).at(-1)!);
    else if (key.startsWith('Arrow')) onAt(neighbour(layout, at, key) ?? at);
    else if (key === 'Enter' && layout.nodes.get(at)?.second !== 'none') onToggle(at);
    else if (key === '+' || key === '=') view.zoom(1.25);
    else if (key === '-') view.zoom(0.8);
    else if (key === '0') view.fit();
    else if (key === 'Escape' && onClose) onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      role="tree"
      aria-label="Ancestors; arrow keys move, Enter opens a second parent"
      aria-activedescendant={`${id}-${at}`}
      tabIndex={0}
      className="ancestry-drawing"
      onKeyDown={onKeyDown}
      {...view.handlers}
    >
      <svg role="presentation" width={width} height={height} className={scale >= READABLE ? '' : 'far'}>
        <g transform={`translate(${x} ${y}) scale(${scale})`}>
          {edges.map(({ parent, child, first }) => (
            <Edge
              key={`${parent}-${child}-${first}`}
              parent={layout.nodes.get(parent)!}
              child={layout.nodes.get(child)!}
              first={first}
              labelled={scale >= READABLE}
            />
          ))}
          {shown.map((node) => (
            <Node
              key={node.entry}
              id={`${id}-${node.entry}`}
              node={node}
              fitness={graph.fitness(node.entry)}
              objectives={objectives}
              chosen={node.entry === at}
              labelled={scale >= READABLE}
              onAt={onAt}
              onToggle={onToggle}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}

interface EdgeProps {
  readonly parent: PlacedAncestor;
  readonly child: PlacedAncestor;
  readonly first: boolean;
  readonly labelled: boolean;
}

/** From the right side of the parent to the left side of the child, in the colour of the operator that made the child. */
function Edge({ parent, child, first, labelled }: EdgeProps) {
  const [x1, y1] = [nodeX(parent.column) + NODE.width, nodeY(parent.lane) + NODE.height / 2];
  const [x2, y2] = [nodeX(child.column), nodeY(child.lane) + NODE.height / 2];
  const bend = Math.min(NODE.across / 2, (x2 - x1) / 2);
  const text = operatorText[child.operator];
  return (
    <g className={`ancestry-edge op-${text?.color ?? 'reproduce'} ${first ? '' : 'second'}`}>
      <path d={`M${x1} ${y1}C${x2 - bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
      {labelled && first && (
        <text x={x2 - (NODE.across - NODE.width) / 2} y={y2 - 5}>
          {text?.short ?? child.operator}
        </text>
      )}
    </g>
  );
}

interface NodeProps {
  readonly id: string;
  readonly node: PlacedAncestor;
  readonly fitness: readonly number[];
  readonly objectives: Objectives;
  readonly chosen: boolean;
  readonly labelled: boolean;
  readonly onAt: (entry: number) => void;
  readonly onToggle: (entry: number) => void;
}

const Node = memo(function Node({ id, node, fitness, objectives, chosen, labelled, onAt, onToggle }: NodeProps) {
  const { entry, generation, until, slot, operator, column, lane, second } = node;
  const value = formatObjective(objectives, fitness, 0);
  const lived = until > generation ? `${count(generation)}–${count(until)}` : count(generation);
  return (
    <g
      id={id}
      role="treeitem"
      aria-selected={chosen}
      {...(second === 'none' ? {} : { 'aria-expanded': second === 'open' })}
      aria-label={`gen ${lived} ${value}, slot ${slot}: ${operatorName(operator)}, ${formatFitness(objectives, fitness)}`}
      className={`ancestor op-${operatorText[operator]?.color ?? 'reproduce'} ${chosen ? 'chosen' : ''}`}
      transform={`translate(${nodeX(column)} ${nodeY(lane)})`}
      onClick={() => onAt(entry)}
    >
      <rect width={NODE.width} height={NODE.height} rx="4" />
      <rect className="bar" width="4" height={NODE.height} rx="2" />
      {labelled && (
        <>
          <text x="11" y="14">
            gen {lived}
          </text>
          <text className="value" x="11" y="28">
            {value}
          </text>
        </>
      )}
      {second !== 'none' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a part of the node, which says whether it is open.
        <g
          className="opener"
          transform={`translate(0 ${NODE.height})`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(entry);
          }}
        >
          <title>{second === 'open' ? 'Close the line of its second parent (Enter)' : 'Open the line of its second parent (Enter)'}</title>
          <circle r="8" />
          <path d={second === 'open' ? 'M-4 0H4' : 'M-4 0H4M0 -4V4'} />
        </g>
      )}
    </g>
  );
});
