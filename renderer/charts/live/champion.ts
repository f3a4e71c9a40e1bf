import type { LogbookRow } from '../../../preload/contract.ts';
import { isFailed, metricText, type Objectives, TOO_FEW } from '../../format/fitness.ts';
import type { ChartColors } from '../colors.ts';
import type { ChartOption } from '../echarts.ts';
import { tooltipHtml } from '../parts.ts';
import { area } from './area.ts';
import { generationsText, line, overGenerations, type Point, pointedGeneration } from './axes.ts';
import type { Sample } from './sample.ts';

/** Value of the best of a generation in one objective; null where it could not be judged. */
export function championValue(
  objectives: Objectives,
  row: LogbookRow | undefined,
  role: 'training' | 'validation',
  index: number,
): number | null {
  const values = row?.[role];
  return values && !isFailed(objectives, values) ? (values[index] ?? null) : null;
}

export interface ChampionPlot {
  readonly sample: Sample;
  readonly objectives: Objectives;
  readonly index: number;
  readonly generations: number;
}

/** The best of each generation in training and on validation, the distance between the two shaded: what of it was fitted to the past. */
export function championChart({ sample, objectives, index, generations }: ChampionPlot, colors: ChartColors): ChartOption {
  const { format } = metricText[objectives[index]!.metric];
  const { rows } = sample;
  const value = (row: LogbookRow, role: 'training' | 'validation') => championValue(objectives, row, role, index);
  const shared = overGenerations(sample, generations, format, colors);
  const points = (role: 'training' | 'validation') => rows.map((row): Point => [row.generation, value(row, role)]);
  const validated = rows.some((row) => row.validation);
  return {
    ...shared,
    tooltip: {
      ...shared.tooltip,
      formatter: (params) => {
        const row = rows.find((other) => other.generation === pointedGeneration(params));
        if (!row) return '';
        return tooltipHtml(`Best of ${generationsText(sample, row.generation).toLowerCase()}`, [
          { name: 'Training', value: format(value(row, 'training')), color: colors.good },
          ...(validated
            ? [
                {
                  name: 'Validation',
                  value: row.validation && value(row, 'validation') === null ? TOO_FEW : format(value(row, 'validation')),
                  color: colors.validation,
                },
              ]
            : []),
        ]);
      },
    },
    series: [
      area(
        'gap',
        rows.map((row) => [row.generation, value(row, 'validation'), value(row, 'training')] as const),
        colors.validation,
        0.12,
      ),
      line('Training', points('training'), colors.good, 2),
      ...(validated ? [line('Validation', points('validation'), colors.validation, 2)] : []),
    ],
  };
}
