import { HTMLSelect } from '@blueprintjs/core';
import { useCallback, useState } from 'react';
import type { ChartColors } from '../../../charts/colors.ts';
import { championChart, championValue } from '../../../charts/live/champion.ts';
import type { Sample } from '../../../charts/live/sample.ts';
import { metricText, type Objectives, TOO_FEW } from '../../../format/fitness.ts';
import { ChartPanel } from './ChartPanel.tsx';

interface ChampionPanelProps {
  readonly objectives: Objectives;
  readonly sample: Sample;
  readonly generations: number;
  /** Whether the experiment has validation periods. */
  readonly validated: boolean;
}

const UNVALIDATED = 'Without validation periods nobody knows what of this holds elsewhere: give the next experiment some.';

/** The best of each generation, training against validation: how much of what was learned holds elsewhere. */
export function ChampionPanel({ objectives, sample, generations, validated }: ChampionPanelProps) {
  const [index, setIndex] = useState(0);
  const draw = useCallback(
    (shown: Sample, colors: ChartColors) => championChart({ sample: shown, objectives, index, generations }, colors),
    [objectives, index, generations],
  );
  const last = sample.rows.at(-1);
  const { format, name } = metricText[objectives[index]!.metric];
  const value = (role: 'training' | 'validation') => championValue(objectives, last, role, index);
  return (
    <ChartPanel
      title="Best of each generation"
      label={`${name} of the best of each generation, training against validation`}
      sample={sample}
      draw={draw}
      legend={[
        { name: 'training', value: format(value('training')), swatch: 'good' },
        ...(validated
          ? [
              {
                name: 'validation',
                value: last?.validation && value('validation') === null ? TOO_FEW : format(value('validation')),
                swatch: 'validation',
              },
            ]
          : [{ name: 'validation', value: 'none', swatch: 'validation', title: UNVALIDATED } as const]),
      ]}
      actions={
        objectives.length > 1 && (
          <HTMLSelect
            minimal
            aria-label="Objective of the best"
            value={index}
            onChange={(event) => setIndex(Number(event.currentTarget.value))}
            options={objectives.map(({ metric }, i) => ({ value: i, label: metricText[metric].short }))}
          />
        )
      }
    />
  );
}
