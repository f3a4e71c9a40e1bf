import { useMemo } from 'react';
import type { GenerationView, IndividualView } from '../../../../preload/contract.ts';
import { operatorName, operatorText } from '../../../charts/population.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { formatObjective, metricText, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { ranked } from './ranked.ts';

interface PopulationTableProps {
  readonly generation: GenerationView;
  readonly objectives: Objectives;
  readonly selected: number | null;
  readonly onOpen: (individual: IndividualView) => void;
}

function columns(objectives: Objectives): Column<IndividualView>[] {
  const shorter = { maxDrawdown: 'Drawdown' } as Readonly<Record<string, string>>;
  return [
    { key: 'slot', header: 'Slot', width: '40px', align: 'right', cell: (i) => i.slot },
    ...objectives.map(
      ({ metric }, index): Column<IndividualView> => ({
        key: metric,
        header: shorter[metric] ?? metricText[metric].short,
        width: metric === 'maxDrawdown' ? '70px' : '60px',
        align: 'right',
        cell: (i) => formatObjective(objectives, i.fitness, index),
      }),
    ),
    { key: 'size', header: 'Size', width: '40px', align: 'right', cell: (i) => count(i.size) },
    {
      key: 'operator',
      header: 'Origin',
      cell: (i) => operatorText[i.operator]?.short ?? i.operator,
      title: (i) => `${operatorName(i.operator)}: ${i.strategy}`,
    },
  ];
}

/** Every individual of a generation; a row opens the inspector, which makes the points reachable by keyboard. */
export function PopulationTable({ generation, objectives, selected, onOpen }: PopulationTableProps) {
  const rows = useMemo(() => ranked(objectives, generation.individuals), [objectives, generation.individuals]);
  const shown = useMemo(() => columns(objectives), [objectives]);
  return (
    <Panel title="Individuals, best first" className="individuals">
      <DataTable
        label="Individuals"
        className="fill"
        columns={shown}
        rows={rows}
        rowKey={(i) => i.slot}
        onOpen={onOpen}
        selected={(i) => i.slot === selected}
      />
    </Panel>
  );
}
