import { Button } from '@blueprintjs/core';
import { Edit, LabTest, Trash } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dataset, GapView } from '../../../preload/contract.ts';
import { Failed, Loading } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Stat } from '../../components/Stat.tsx';
import { barSizeText, barTime, priceText } from '../../format/bars.ts';
import { count } from '../../format/numbers.ts';
import { draftOf, leaveFork, useDraft, withDataset } from '../../state/draft.ts';
import { go } from '../../state/navigation.ts';
import { query, queryClient } from '../../state/queries.ts';
import { toastError } from '../../state/toaster.ts';
import { CandleChart } from './chart/CandleChart.tsx';
import { DeleteDataset } from './DeleteDataset.tsx';
import { GapList } from './GapList.tsx';
import { RenameDataset } from './RenameDataset.tsx';
import { RunsOnIt } from './RunsOnIt.tsx';

/** One data set: what is known of it, and its bars as candlesticks. */
export function DatasetPanel({ dataset }: { readonly dataset: Dataset }) {
  const detail = useQuery(query('datasets.detail', { dataset: dataset.id }));
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const [gap, setGap] = useState<GapView | null>(null);
  const facts = detail.data;

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
      actions={
        <>
          <Button size="small" icon={<LabTest />} text="Use in an experiment" onClick={use} />
          <Button size="small" icon={<Edit />} text="Rename…" onClick={() => setDialog('rename')} />
          <Button size="small" icon={<Trash />} text="Delete…" onClick={() => setDialog('delete')} />
        </>
      }
    >
      {detail.error && <Failed what="The data set" error={detail.error} retry={() => detail.refetch()} />}
      {detail.isLoading && <Loading what="the data set" />}
      {facts && (
        <>
          <dl className="stats">
            <Stat label="Bars" value={count(dataset.bars)} />
            <Stat label="First bar" value={barTime(dataset.from, facts.barSize)} />
            <Stat label="Last bar" value={barTime(dataset.to, facts.barSize)} />
            <Stat label="Bar size" value={barSizeText(facts.barSize)} />
            <Stat label="A year" value={count(facts.barsPerYear)} note="bars" />
            <Stat label="Lowest" value={priceText(facts.low)} />
            <Stat label="Highest" value={priceText(facts.high)} />
            <Stat label="Volume" value={facts.hasVolume ? 'yes' : 'none'} />
            <Stat label="SHA-256" value={`${dataset.hash.slice(0, 12)}…`} />
            <GapList detail={facts} onShow={setGap} />
            <RunsOnIt ids={facts.runs} />
          </dl>
          <CandleChart key={dataset.id} dataset={dataset} barSize={facts.barSize} hasVolume={facts.hasVolume} gap={gap} />
        </>
      )}
      {dialog === 'rename' && <RenameDataset dataset={dataset} close={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteDataset dataset={dataset} close={() => setDialog(null)} />}
    </Panel>
  );
}
