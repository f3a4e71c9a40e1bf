import { type ReactNode, useMemo, useRef } from 'react';
import type { ChartColors } from '../../../charts/colors.ts';
import type { ChartOption } from '../../../charts/echarts.ts';
import type { Sample } from '../../../charts/live/sample.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useWhileVisible } from '../../../components/use-while-visible.ts';
import { useChartColors } from '../../../state/theme.ts';
import { Legend, type LegendItem } from './Legend.tsx';

interface ChartPanelProps {
  readonly title: string;
  /** What its numbers are measured in, where the title does not tell. */
  readonly unit?: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly legend: readonly LegendItem[];
  readonly sample: Sample;
  /** Has to be the same function as long as it makes the same picture of a sample. */
  readonly draw: (sample: Sample, colors: ChartColors) => ChartOption;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A chart over the generations with its latest values as the legend; drawn only while it is in sight. */
export function ChartPanel({ title, unit = '', label, legend, sample, draw, actions, children }: ChartPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const colors = useChartColors();
  const seen = useWhileVisible(box, sample);
  const option = useMemo(() => draw(seen, colors), [draw, seen, colors]);
  return (
    <Panel title={title} unit={unit} className="summary" actions={actions}>
      <Legend items={legend} />
      <div ref={box} className="summary-chart">
        <Chart option={option} label={label} />
        {children}
      </div>
    </Panel>
  );
}
