import { memo, useMemo } from 'react';
import type { Metric, PopulationColumns } from '../../../../preload/contract.ts';
import { operatorName, operatorText } from '../../../charts/population.ts';
import { fitnessAt, rankedSlots } from '../../../charts/replay/measures.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { formatObjective, metricHead, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';

interface PopulationTableProps {
  readonly columns: PopulationColumns;
  readonly objectives: Objectives;
  readonly selected: number | null;
  readonly onOpen: (slot: number) => void;
}

/** As wide as its header, in pixels: the table stands in a third of the replay. */
const widthOf = (metric: Metric) => (metric === 'maxDrawdown' || metricHead(metric).length > 8 ? 76 : 65);

const hasSize = (objectives: Objectives) => objectives.some(({ metric }) => metric === 'size');

function columnsOf(shown: PopulationColumns, objectives: Objectives): Column<number>[] {
  const operator = (slot: number) => shown.operatorNames[shown.operators[slot]!]!;
  return [
    { key: 'slot', header: 'Slot', width: '44px', align: 'right', cell: (slot) => slot },
    ...objectives.map(
      ({ metric }, index): Column<number> => ({
        key: metric,
        header: metricHead(metric),
        width: `${widthOf(metric)}px`,
        align: 'right',
        cell: (slot) => formatObjective(objectives, fitnessAt(shown, slot), index),
      }),
    ),
    ...(hasSize(objectives)
      ? []
      : [{ key: 'size', header: 'Size', width: '44px', align: 'right' as const, cell: (slot: number) => count(shown.sizes[slot]) }]),
    {
      key: 'operator',
      header: 'Origin',
      cell: (slot) => operatorText[operator(slot)]?.short ?? operator(slot),
      title: (slot) => operatorName(operator(slot)),
    },
    { key: 'age', header: 'Age', width: '38px', align: 'right', cell: (slot) => count(shown.ages[slot]) },
  ];
}

/** Every individual of a generation; a row does what its point does, which makes the points reachable by keyboard. */
export const PopulationTable = memo(function PopulationTable({ columns, objectives, selected, onOpen }: PopulationTableProps) {
  const rows = useMemo(() => rankedSlots(columns, objectives), [objectives, columns]);
  const shown = useMemo(() => columnsOf(columns, objectives), [columns, objectives]);
  return (
    <Panel title="Individuals, best first" className="individuals">
      <DataTable
        label="Individuals"
        className="fill"
        minWidth={(hasSize(objectives) ? 154 : 198) + objectives.reduce((sum, { metric }) => sum + widthOf(metric), 0)}
        columns={shown}
        rows={rows}
        rowKey={(_slot, index) => index}
        onOpen={onOpen}
        selected={(slot) => slot === selected}
      />
    </Panel>
  );
});
