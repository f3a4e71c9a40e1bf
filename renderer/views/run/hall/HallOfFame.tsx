import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Champion, Run } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { formatObjective, metricHead, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';
import { inspect, useWindow } from '../../../state/window.ts';
import { strategySize } from './strategy-size.ts';

const nodes: Column<Champion> = {
  ...{ key: 'size', header: 'Nodes', width: '62px', from: 440, align: 'right' },
  cell: (champion) => count(strategySize(champion.strategy)),
};

function columns(objectives: Objectives): Column<Champion>[] {
  return [
    { key: 'rank', header: 'Rank', width: '52px', align: 'right', cell: (_, i) => i + 1 },
    ...objectives.map(
      ({ metric }, i): Column<Champion> => ({
        key: metric,
        header: metricHead(metric),
        width: '88px',
        align: 'right',
        cell: (champion) => formatObjective(objectives, champion.fitness, i),
      }),
    ),
    ...(objectives.some(({ metric }) => metric === 'size') ? [] : [nodes]),
    { key: 'strategy', header: 'Strategy', mono: true, cell: (champion) => champion.strategy, title: (champion) => champion.strategy },
  ];
}

/** The best strategies that were ever met in a run; a row opens the inspector. */
export function HallOfFame({ run }: { readonly run: Run }) {
  const hall = useQuery(query('runs.hallOfFame', { run: run.id }));
  const inspected = useWindow((s) => s.inspected);
  const { objectives } = run.experiment;
  const shown = useMemo(() => columns(objectives), [objectives]);
  if (hall.error) return <Failed what="The hall of fame" error={hall.error} retry={() => hall.refetch()} />;
  if (!hall.data) return <Loading what="the hall of fame" />;
  const champions = hall.data;
  return (
    <div className="hall">
      <div className="toolbar">
        <span className="muted">The best strategies met in any generation. Choose one to see its tree, equity and drawdown.</span>
        <span className="spring" />
        <CopyButton label="Copy strategies" text={() => champions.map((c) => c.strategy).join('\n')} />
      </div>
      <DataTable
        label="Hall of fame"
        className="fill"
        columns={shown}
        rows={champions}
        rowKey={(champion) => champion.strategy}
        onOpen={(champion, i) => inspect({ run: run.id, strategy: champion.strategy, origin: `Rank ${i + 1}` })}
        selected={(champion) => inspected?.run === run.id && inspected.strategy === champion.strategy}
        minWidth={52 + 88 * objectives.length + 110}
        empty={<p className="table-empty muted">Empty until the first generation is evaluated.</p>}
      />
    </div>
  );
}
