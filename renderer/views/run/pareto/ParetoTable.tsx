import { useMemo } from 'react';
import type { ParetoPoint } from '../../../charts/pareto.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { formatObjective, metricHead, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';

interface ParetoTableProps {
  readonly label: string;
  readonly points: readonly ParetoPoint[];
  readonly objectives: Objectives;
  readonly front: ReadonlySet<string>;
  readonly selected: string | null;
  readonly onOpen: (point: ParetoPoint) => void;
}

/** The strategies that the plot has chosen, best first. */
export function ParetoTable({ label, points, objectives, front, selected, onOpen }: ParetoTableProps) {
  const columns = useMemo(
    (): Column<ParetoPoint>[] => [
      { key: 'number', header: '#', width: '44px', align: 'right', cell: (_, i) => count(i + 1) },
      {
        key: 'front',
        header: 'Front',
        width: '60px',
        cell: ({ key }) => (front.has(key) ? <span className="front-mark" role="img" aria-label="on the front" /> : ''),
        title: ({ key }) => (front.has(key) ? 'No other is better in both' : ''),
      },
      ...objectives.map(
        ({ metric }, i): Column<ParetoPoint> => ({
          key: metric,
          header: metricHead(metric),
          width: '88px',
          align: 'right',
          cell: ({ fitness }) => formatObjective(objectives, fitness, i),
        }),
      ),
      ...(objectives.some(({ metric }) => metric === 'size')
        ? []
        : [{ key: 'nodes', header: 'Nodes', width: '64px', align: 'right' as const, cell: ({ size }: ParetoPoint) => count(size) }]),
      { key: 'strategy', header: 'Strategy', mono: true, cell: ({ strategy }) => strategy, title: ({ strategy }) => strategy },
    ],
    [objectives, front],
  );
  return (
    <DataTable
      label={label}
      className="fill"
      columns={columns}
      rows={points}
      rowKey={({ key }) => key}
      onOpen={onOpen}
      selected={({ key }) => key === selected}
      minWidth={168 + 88 * objectives.length + 110}
      empty={<p className="table-empty muted">No strategy lies there.</p>}
    />
  );
}
