import { Button } from '@blueprintjs/core';
import { ZoomIn, ZoomOut } from '@blueprintjs/icons';
import { useCallback, useState } from 'react';
import type { LogbookRow, Quartiles } from '../../../../preload/contract.ts';
import type { ChartColors } from '../../../charts/colors.ts';
import { bandsChart } from '../../../charts/live/bands.ts';
import type { Sample } from '../../../charts/live/sample.ts';
import type { Measure } from '../../../charts/measures.ts';
import { ChartPanel } from './ChartPanel.tsx';

interface BandsPanelProps {
  readonly measure: Measure;
  readonly quartiles: (row: LogbookRow) => Quartiles | null;
  readonly sample: Sample;
  readonly generations: number;
  /** Of the objective; null for a number that is not one. */
  readonly weight: number | null;
}

/** Minimum, quartiles and maximum of one number of the population. */
export function BandsPanel({ measure, quartiles, sample, generations, weight }: BandsPanelProps) {
  const [close, setClose] = useState(false);
  const better = weight === null ? null : weight > 0 ? 'max' : 'min';
  const { summary, format, name, per } = measure;
  const draw = useCallback(
    (shown: Sample, colors: ChartColors) => bandsChart({ sample: shown, summary, quartiles, format, better, generations, close }, colors),
    [summary, quartiles, format, better, generations, close],
  );
  const last = sample.rows.at(-1);
  const all = last ? summary(last) : null;
  const q = last ? quartiles(last) : null;
  const swatch = (which: 'min' | 'max') => (better === which ? 'good' : 'neutral');
  return (
    <ChartPanel
      title={name}
      unit={per}
      label={`${name}: minimum, quartiles and maximum over ${last ? last.generation + 1 : 0} generations`}
      sample={sample}
      draw={draw}
      legend={[
        { name: 'min', value: format(all?.min), swatch: swatch('min') },
        q
          ? {
              name: 'median',
              value: format(q.median),
              swatch: 'accent',
              title: `Half of the population lies between ${format(q.q1)} and ${format(q.q3)}`,
            }
          : { name: 'mean', value: format(all?.avg), swatch: 'accent' },
        { name: 'max', value: format(all?.max), swatch: swatch('max') },
      ]}
      actions={
        better && (
          <Button
            size="small"
            variant="minimal"
            icon={close ? <ZoomOut size={14} /> : <ZoomIn size={14} />}
            active={close}
            aria-pressed={close}
            aria-label={`${name} without the worst quarter`}
            title={close ? 'Show the whole population' : 'Leave out the worst quarter of the population'}
            onClick={() => setClose(!close)}
          />
        )
      }
    />
  );
}
