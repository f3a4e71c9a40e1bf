import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CorrelationView, StrategyRef } from '../../../preload/contract.ts';
import { correlationChart } from '../../charts/correlations.ts';
import { Chart } from '../../components/Chart.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { count, decimal } from '../../format/numbers.ts';
import { date } from '../../format/time.ts';
import { query } from '../../state/queries.ts';
import { useChartColors } from '../../state/theme.ts';

/** A strategy with the name that it goes by beside others. */
export interface Named {
  readonly ref: StrategyRef;
  readonly name: string;
  readonly strategy: string;
}

interface Pair {
  readonly a: Named;
  readonly b: Named;
  readonly value: number;
}

/** Pairs that are listed under the picture. */
const LISTED = 200;

const columns: Column<Pair>[] = [
  { key: 'value', header: 'Correlation', width: '96px', align: 'right', cell: ({ value }) => decimal(value, 3) },
  { key: 'a', header: 'Strategy', mono: true, cell: ({ a }) => `${a.name}  ${a.strategy}`, title: ({ a }) => a.strategy },
  { key: 'b', header: 'and', mono: true, cell: ({ b }) => `${b.name}  ${b.strategy}`, title: ({ b }) => b.strategy },
];

/** How the returns of strategies go together: a picture of all, and the pairs from the most alike on. */
export function Correlations({ strategies }: { readonly strategies: readonly Named[] }) {
  const colors = useChartColors();
  const found = useQuery({ ...query('strategies.correlate', { strategies: strategies.map(({ ref }) => ref) }), gcTime: 30_000 });
  const option = useMemo(
    () =>
      found.data &&
      correlationChart(
        found.data,
        strategies.map(({ name }) => name),
        colors,
      ),
    [found.data, strategies, colors],
  );
  const pairs = useMemo(() => (found.data ? pairsOf(found.data, strategies) : []), [found.data, strategies]);
  if (found.error) return <Failed what="The correlations" error={found.error} retry={() => found.refetch()} />;
  if (!found.data || !option) return <Loading what="the correlations" />;
  return (
    <div className="correlations">
      <ul className="help numbers">
        {found.data.data.map(({ hash, name, unit, count: days, from, to }) => (
          <li key={hash}>
            {name}:{' '}
            {days === 0
              ? 'no bar that none of them keeps sealed'
              : `${count(days)} ${unit === 'day' ? 'days' : 'bars'}, ${date(from)} to ${date(to)}`}
          </li>
        ))}
      </ul>
      <p className="help">
        Of the returns of all these bars, flat ones counting as 0. Sealed holdouts are left out. Strategies of different data have none.
      </p>
      <div className="correlation-parts">
        <Chart option={option} label={`Correlations of ${strategies.length} strategies`} className="correlation-chart" />
        <DataTable
          label="Correlations"
          columns={columns}
          rows={pairs}
          rowKey={({ a, b }) => `${a.name} ${b.name} ${a.strategy} ${b.strategy}`}
          minWidth={420}
          empty={<p className="table-empty muted">No two of them have a correlation: they never trade, or stand on different data.</p>}
        />
      </div>
    </div>
  );
}

function pairsOf({ matrix }: CorrelationView, strategies: readonly Named[]): Pair[] {
  const n = strategies.length;
  const pairs: Pair[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const value = matrix[i * n + j]!;
      if (!Number.isNaN(value)) pairs.push({ a: strategies[i]!, b: strategies[j]!, value });
    }
  }
  return pairs.sort((a, b) => b.value - a.value).slice(0, LISTED);
}
