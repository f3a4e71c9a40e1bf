import { Button, HTMLSelect } from '@blueprintjs/core';
import { Import } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { Field } from '../../components/Field.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { count } from '../../format/numbers.ts';
import { date } from '../../format/time.ts';
import { changeDraft, withDataset } from '../../state/draft.ts';
import { openFile } from '../../state/import-data.ts';
import { query } from '../../state/queries.ts';
import { equalParts } from '../../state/read-draft.ts';
import { PeriodChart } from './PeriodChart.tsx';
import { PeriodList } from './PeriodList.tsx';
import type { SectionProps } from './sections.ts';
import { TimeframeField } from './TimeframeField.tsx';

interface DataSectionProps extends SectionProps {
  readonly dataset: Dataset | null;
  readonly datasets: readonly Dataset[];
}

/** Points that are asked for: every bar of most data sets, so that the dates of periods are exact. */
export const POINTS = 20_000;

/** How many closes are drawn: more than the chart has pixels. */
const DRAWN = 2_000;

/** The data set, its prices, and the periods over which the fitness is measured. */
export function DataSection({ draft, dataset, datasets, errors }: DataSectionProps) {
  const bars = useQuery({ ...query('datasets.bars', { dataset: dataset?.id ?? '', points: POINTS }), enabled: dataset !== null });
  const candles = useQuery({
    ...query('datasets.candles', { dataset: dataset?.id ?? '', from: 0, to: dataset?.bars ?? 0, count: DRAWN }),
    enabled: dataset !== null,
  });
  const open = useMutation({ mutationFn: openFile });
  const length = dataset?.bars ?? 0;
  const periods = useMemo(
    () => draft.periods ?? (draft.kept.split ? [] : equalParts(length, 3)),
    [draft.periods, draft.kept.split, length],
  );
  const time = bars.data?.time;

  return (
    <Panel
      title="Data and periods"
      className="data-section"
      actions={
        <Button
          size="small"
          icon={<Import />}
          text="Import…"
          disabled={draft.fork !== null}
          loading={open.isPending}
          onClick={() => open.mutate()}
        />
      }
    >
      <div className="data-grid">
        <div className="data-settings">
          <Field label="Data set" help={describe(dataset)} error={dataset ? errors.data : 'This data set is not here: choose another.'}>
            <HTMLSelect
              fill
              disabled={draft.fork !== null}
              value={dataset?.id ?? ''}
              onChange={({ currentTarget }) => changeDraft((d) => withDataset(d, currentTarget.value))}
            >
              {!dataset && <option value="">Choose …</option>}
              {datasets.map((d) => (
                <option key={d.id} value={d.id}>
                  {d.name}
                </option>
              ))}
            </HTMLSelect>
          </Field>
          <TimeframeField draft={draft} time={time} bars={length} errors={errors} />
          <PeriodList draft={draft} training={periods} bars={length} time={time} errors={errors} />
        </div>
        <div className="data-chart">
          {candles.error && <Failed what="The bars" error={candles.error} retry={() => candles.refetch()} />}
          {candles.isLoading && <Loading what="the bars" />}
          {dataset && candles.data && <PeriodChart draft={draft} dataset={dataset} training={periods} view={candles.data} />}
        </div>
      </div>
    </Panel>
  );
}

const describe = (dataset: Dataset | null) =>
  dataset ? `${count(dataset.bars)} bars, ${date(dataset.from)} to ${date(dataset.to)}` : 'Bars to trade on.';
