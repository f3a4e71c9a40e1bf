import { SegmentedControl } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { CandlesView, Dataset } from '../../../preload/contract.ts';
import type { Span } from '../../charts/parts.ts';
import { priceChart } from '../../charts/price.ts';
import { Chart } from '../../components/Chart.tsx';
import type { Draft, DraftPeriod, PeriodRole } from '../../state/draft.ts';
import { rangeOf } from '../../state/period-drag.ts';
import { useChartColors } from '../../state/theme.ts';
import { PeriodHandles } from './PeriodHandles.tsx';
import { RoleLegend } from './RoleLegend.tsx';

interface PeriodChartProps {
  readonly draft: Draft;
  readonly dataset: Dataset;
  /** Of training, the default ones where none are given. */
  readonly training: readonly DraftPeriod[];
  /** All of the data set. */
  readonly view: CandlesView;
}

const spanRoles = { periods: 'training', validation: 'validation', holdout: 'holdout' } as const;
const MINUTES = 60_000;

/** The price with the periods on it, which can be dragged, and drawn where there are none. */
export function PeriodChart({ draft, dataset, training, view }: PeriodChartProps) {
  const colors = useChartColors();
  const [role, setRole] = useState<PeriodRole>('periods');
  const { bars } = dataset;
  const locked = draft.fork !== null || draft.kept.split !== undefined;
  const option = useMemo(() => {
    const spansOf = (of: PeriodRole, list: readonly DraftPeriod[]) =>
      list.flatMap((period, i): Span[] => {
        const range = rangeOf(period, bars);
        return range ? [{ from: range.start, to: range.end, number: i + 1, role: spanRoles[of] }] : [];
      });
    const spans = [...spansOf('periods', training), ...spansOf('validation', draft.validation), ...spansOf('holdout', draft.holdout)];
    const size = view.time.length > 1 ? (view.time[1]! - view.time[0]!) / view.step : 1_440 * MINUTES;
    return priceChart(view, spans, size, colors);
  }, [view, training, draft.validation, draft.holdout, bars, colors]);
  const shaded = [
    `${training.length} periods shaded`,
    ...(draft.validation.length > 0 ? [`${draft.validation.length} for validation`] : []),
    ...(draft.holdout.length > 0 ? [`${draft.holdout.length} held out`] : []),
  ].join(', ');
  return (
    <>
      {!locked && (
        <div className="draw-role">
          <span className="help">Drag periods and their ends. Where there is none, or with Shift, draw one for</span>
          <SegmentedControl
            size="small"
            value={role}
            aria-label="What a drawn period is for"
            options={[
              { value: 'periods', label: 'Training' },
              { value: 'validation', label: 'Validation' },
              { value: 'holdout', label: 'Holdout' },
            ]}
            onValueChange={(value) => setRole(value as PeriodRole)}
          />
        </div>
      )}
      <div className="period-chart">
        <Chart option={option} label={`Closing prices of ${dataset.name}, ${shaded}`} />
        {!locked && <PeriodHandles draft={draft} training={training} view={view} drawn={role} />}
      </div>
      <RoleLegend draft={draft} training={training.length} />
    </>
  );
}
