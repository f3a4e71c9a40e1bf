import { Button, HTMLSelect } from '@blueprintjs/core';
import { Import } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import type { Span } from '../../charts/parts.ts';
import { priceChart } from '../../charts/price.ts';
import { Chart } from '../../components/Chart.tsx';
import { Field } from '../../components/Field.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { count } from '../../format/numbers.ts';
import { date, timeAt } from '../../format/time.ts';
import { changeDraft, type DraftPeriod, withDataset } from '../../state/draft.ts';
import { openCsv } from '../../state/import-data.ts';
import { query } from '../../state/queries.ts';
import { equalParts } from '../../state/read-draft.ts';
import { useChartColors } from '../../state/theme.ts';
import { PeriodList } from './PeriodList.tsx';
import { RoleLegend } from './RoleLegend.tsx';
import type { SectionProps } from './sections.ts';
import { TimeframeField } from './TimeframeField.tsx';

interface DataSectionProps extends SectionProps {
  readonly dataset: Dataset | null;
  readonly datasets: readonly Dataset[];
}

/** Points that are asked for: every bar of most data sets, so that the dates of periods are exact. */
export const POINTS = 20_000;

/** The data set, its prices, and the periods over which the fitness is measured. */
export function DataSection({ draft, dataset, datasets, errors }: DataSectionProps) {
  const colors = useChartColors();
  const bars = useQuery({ ...query('datasets.bars', { dataset: dataset?.id ?? '', points: POINTS }), enabled: dataset !== null });
  const open = useMutation({ mutationFn: openCsv });
  const length = dataset?.bars ?? 0;
  const periods = useMemo(
    () => draft.periods ?? (draft.kept.split ? [] : equalParts(length, 3)),
    [draft.periods, draft.kept.split, length],
  );
  const time = bars.data?.time;

  const option = useMemo(() => {
    if (!bars.data) return null;
    const at = (bar: string) => timeAt(bars.data.time, length, Number(bar));
    const spansOf = (role: 'training' | 'validation' | 'holdout', list: readonly DraftPeriod[]) =>
      list.flatMap((p, i): Span[] => {
        const from = p.start.trim() === '' ? null : at(p.start);
        const to = p.end.trim() === '' ? null : at(String(Number(p.end) - 1));
        return from !== null && to !== null && from < to ? [{ from, to, number: i + 1, role }] : [];
      });
    const spans = [...spansOf('training', periods), ...spansOf('validation', draft.validation), ...spansOf('holdout', draft.holdout)];
    return priceChart(bars.data, spans, colors);
  }, [bars.data, periods, draft.validation, draft.holdout, length, colors]);
  const shaded = [
    `${periods.length} periods shaded`,
    ...(draft.validation.length > 0 ? [`${draft.validation.length} for validation`] : []),
    ...(draft.holdout.length > 0 ? [`${draft.holdout.length} held out`] : []),
  ].join(', ');

  return (
    <Panel
      title="Data and periods"
      className="data-section"
      actions={
        <Button
          size="small"
          icon={<Import />}
          text="Import CSV…"
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
          {bars.error && <Failed what="The bars" error={bars.error} retry={() => bars.refetch()} />}
          {bars.isLoading && <Loading what="the bars" />}
          {option && <Chart option={option} label={`Closing prices of ${dataset?.name}, ${shaded}`} />}
          <RoleLegend draft={draft} training={periods.length} />
        </div>
      </div>
    </Panel>
  );
}

const describe = (dataset: Dataset | null) =>
  dataset ? `${count(dataset.bars)} bars, ${date(dataset.from)} to ${date(dataset.to)}` : 'Bars to trade on.';
