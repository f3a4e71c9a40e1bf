import { useCallback } from 'react';
import type { ChartColors } from '../../../charts/colors.ts';
import { linesChart, type NamedLine } from '../../../charts/live/lines.ts';
import type { Sample } from '../../../charts/live/sample.ts';
import { digits } from '../../../format/numbers.ts';
import { ChartPanel } from './ChartPanel.tsx';

const lines: readonly NamedLine[] = [{ name: 'Hypervolume', of: (row) => row.hypervolume, color: 'good' }];

/** How far the Pareto front of the population has come, in one number. */
export function HypervolumePanel({ sample, generations }: { readonly sample: Sample; readonly generations: number }) {
  const draw = useCallback(
    (shown: Sample, colors: ChartColors) => linesChart({ sample: shown, lines, format: digits, generations }, colors),
    [generations],
  );
  return (
    <ChartPanel
      title="Hypervolume"
      unit="gains multiplied"
      label="Hypervolume of the Pareto front over the generations"
      sample={sample}
      draw={draw}
      legend={[
        {
          name: 'front',
          value: digits(sample.rows.at(-1)?.hypervolume),
          swatch: 'good',
          title: 'The space of objectives that the front of the population dominates, measured from doing nothing',
        },
      ]}
    />
  );
}
