import { Button, ButtonGroup } from '@blueprintjs/core';
import { CollapseAll, Cross, ExpandAll, ZoomIn, ZoomOut, ZoomToFit } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { IndividualPlace } from '../../../../preload/contract.ts';
import { AncestryGraph, ancestryLayout } from '../../../charts/ancestry.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';
import { AncestorDetail } from './AncestorDetail.tsx';
import { AncestryDrawing } from './AncestryDrawing.tsx';
import { useGraphView } from './use-graph-view.ts';

/** More nodes than this at once are a grey surface. */
const MOST_NODES = 1500;

interface AncestryViewProps {
  readonly run: string;
  readonly place: IndividualPlace;
  readonly objectives: Objectives;
  readonly onShow: (place: IndividualPlace) => void;
  /** Absent where something else closes it. */
  readonly onClose?: () => void;
}

/** Where an individual comes from, back to generation 0, as a graph with an operator on each edge. */
export function AncestryView(props: AncestryViewProps) {
  const { run, place, onClose } = props;
  const { generation, slot } = place;
  const found = useQuery({ ...query('runs.ancestry', { run, generation, slot }), gcTime: 30_000 });
  const graph = useMemo(() => (found.data ? new AncestryGraph(found.data) : null), [found.data]);
  const title = `Ancestry of slot ${slot} in generation ${count(generation)}`;
  if (graph) return <Graph key={`${generation}/${slot}`} {...props} graph={graph} title={title} />;
  const close = onClose && (
    <Button size="small" variant="minimal" icon={<Cross />} aria-label="Close ancestry" title="Close ancestry" onClick={onClose} />
  );
  return (
    <Panel title={title} className="ancestry" actions={close}>
      {found.error ? <Failed what="The ancestry" error={found.error} retry={found.refetch} /> : <Loading what="the ancestry" />}
    </Panel>
  );
}

interface GraphProps extends AncestryViewProps {
  readonly graph: AncestryGraph;
  readonly title: string;
}

function Graph({ run, objectives, onShow, onClose, graph, title }: GraphProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(graph.root);
  const layout = useMemo(() => ancestryLayout(graph, open), [graph, open]);
  const box = useRef<HTMLDivElement>(null);
  const view = useGraphView(box, layout, at);
  const toggle = (entry: number) => {
    const next = new Set(open);
    if (!next.delete(entry)) next.add(entry);
    setOpen(next);
    // Who was in a line that has just closed is no longer there to look at.
    if (!ancestryLayout(graph, next).nodes.has(at)) setAt(entry);
  };
  const openAll = () => setOpen(graph.openings(MOST_NODES));
  const { ancestors } = graph;
  return (
    <Panel
      title={title}
      className="ancestry"
      actions={
        <>
          <span className="muted numbers ancestry-count">
            {count(layout.nodes.size - 1)} of {count(ancestors)} ancestors shown
          </span>
          <ButtonGroup variant="minimal">
            <Button
              size="small"
              icon={<ExpandAll />}
              text={ancestors > MOST_NODES ? `Latest ${count(MOST_NODES)}` : 'All'}
              title="Open the lines of second parents, the latest first"
              onClick={openAll}
            />
            <Button
              size="small"
              icon={<CollapseAll />}
              text="Main line"
              title="Only from first parent to first parent"
              disabled={open.size === 0}
              onClick={() => {
                setOpen(new Set());
                setAt(graph.root);
              }}
            />
            <Button size="small" icon={<ZoomIn />} aria-label="Zoom in" title="Zoom in (+)" onClick={() => view.zoom(1.25)} />
            <Button size="small" icon={<ZoomOut />} aria-label="Zoom out" title="Zoom out (−)" onClick={() => view.zoom(0.8)} />
            <Button size="small" icon={<ZoomToFit />} aria-label="Fit graph" title="Fit the graph (0)" onClick={view.fit} />
            {onClose && <Button size="small" icon={<Cross />} aria-label="Close ancestry" title="Close (Escape)" onClick={onClose} />}
          </ButtonGroup>
        </>
      }
    >
      <AncestryDrawing
        box={box}
        graph={graph}
        layout={layout}
        objectives={objectives}
        at={at}
        view={view}
        onAt={setAt}
        onToggle={toggle}
        {...(onClose ? { onClose } : {})}
      />
      <AncestorDetail run={run} node={graph.node(at)} objectives={objectives} onShow={onShow} />
    </Panel>
  );
}
