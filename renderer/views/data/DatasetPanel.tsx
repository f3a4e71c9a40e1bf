import { Button } from '@blueprintjs/core';
import { LabTest } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { priceChart } from '../../charts/price.ts';
import { Chart } from '../../components/Chart.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Stat } from '../../components/Stat.tsx';
import { count } from '../../format/numbers.ts';
import { date } from '../../format/time.ts';
import { draftOf, leaveFork, useDraft, withDataset } from '../../state/draft.ts';
import { go } from '../../state/navigation.ts';
import { query, queryClient } from '../../state/queries.ts';
import { useChartColors } from '../../state/theme.ts';
import { toastError } from '../../state/toaster.ts';

/** One data set: what is known of it and how its price went. */
export function DatasetPanel({ dataset }: { readonly dataset: Dataset }) {
  const colors = useChartColors();
  const bars = useQuery(query('datasets.bars', { dataset: dataset.id, points: 4000 }));
  const option = useMemo(() => bars.data && priceChart(bars.data, [], colors), [bars.data, colors]);

  const use = async () => {
    try {
      if (useDraft.getState().draft?.fork) leaveFork();
      const draft = useDraft.getState().draft ?? draftOf(await queryClient.fetchQuery(query('experiments.defaults', {})));
      useDraft.setState({ draft: withDataset(draft, dataset.id) });
      go({ name: 'new' });
    } catch (error) {
      toastError(error);
    }
  };

  return (
    <Panel
      title={dataset.name}
      className="dataset-panel"
      actions={<Button size="small" icon={<LabTest />} text="Use in an experiment" onClick={use} />}
    >
      <dl className="stats">
        <Stat label="Bars" value={count(dataset.bars)} />
        <Stat label="First bar" value={date(dataset.from)} />
        <Stat label="Last bar" value={date(dataset.to)} />
        <Stat label="SHA-256" value={`${dataset.hash.slice(0, 16)}…`} />
      </dl>
      <div className="dataset-chart">
        {bars.error && <Failed what="The bars" error={bars.error} retry={() => bars.refetch()} />}
        {bars.isLoading && <Loading what="the bars" />}
        {option && <Chart option={option} label={`Closing prices of ${dataset.name}`} />}
      </div>
    </Panel>
  );
}
