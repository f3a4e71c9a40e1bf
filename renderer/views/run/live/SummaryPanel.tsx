import { useMemo } from 'react';
import type { LogbookRow } from '../../../../preload/contract.ts';
import type { Measure } from '../../../charts/measures.ts';
import { summaryChart } from '../../../charts/objective.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useChartColors } from '../../../state/theme.ts';
import { SummaryLegend } from './SummaryLegend.tsx';

interface SummaryPanelProps {
  readonly measure: Measure;
  readonly rows: readonly LogbookRow[];
  readonly generations: number;
  /** Of the objective; null for a number that is not one. */
  readonly weight: number | null;
}

/** One number over the generations, with its latest values as the legend. */
export function SummaryPanel({ measure, rows, generations, weight }: SummaryPanelProps) {
  const colors = useChartColors();
  const better = weight === null ? null : weight > 0 ? 'max' : 'min';
  const option = useMemo(
    () => summaryChart({ ...measure, rows, better, generations }, colors),
    [rows, measure, better, generations, colors],
  );
  const last = rows.at(-1);
  const validation = last && rows.some((row) => measure.validation?.(row) != null) ? (measure.validation?.(last) ?? null) : undefined;
  return (
    <Panel
      title={measure.name}
      className="summary"
      actions={
        <SummaryLegend summary={last ? measure.summary(last) : null} better={better} format={measure.format} validation={validation} />
      }
    >
      <Chart option={option} label={`${measure.name}: minimum, average and maximum over ${rows.length} generations`} />
    </Panel>
  );
}
