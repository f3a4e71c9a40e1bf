import { memo } from 'react';
import type { LogbookRow } from '../../../../preload/contract.ts';
import { metricText, type Objectives } from '../../../format/fitness.ts';
import type { Pins } from './Timeline.tsx';

interface TimelineCurvesProps {
  readonly rows: readonly LogbookRow[];
  readonly objectives: Objectives;
  readonly last: number;
  readonly pins: Pins;
}

const HEIGHT = 22;

/** Over the slider: how the best of the first objective and the diversity went, and where the pins are. */
export const TimelineCurves = memo(function TimelineCurves({ rows, objectives, last, pins }: TimelineCurvesProps) {
  const { metric, weight } = objectives[0]!;
  const best = rows.map((row) => (weight > 0 ? row.fitness[0]?.max : row.fitness[0]?.min) ?? null);
  const diversity = rows.map((row) => row.diversity?.structure ?? null);
  const x = (generation: number) => (last > 0 ? (generation / last) * 100 : 50);
  return (
    <svg className="timeline-curves" viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <title>{`Best ${metricText[metric].name} and diversity over the run`}</title>
      <path className="curve-diversity" d={curve(rows, diversity, x)} />
      <path className="curve-best" d={curve(rows, best, x)} />
      {(['a', 'b'] as const).map((name) => {
        const at = pins[name];
        return at === null ? null : <line key={name} className={`pin-${name}`} x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} />;
      })}
    </svg>
  );
});

/** From the lowest to the highest value; with gaps where there is none. */
function curve(rows: readonly LogbookRow[], values: readonly (number | null)[], x: (generation: number) => number): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  let path = '';
  let pen = 'M';
  for (const [i, value] of values.entries()) {
    if (value === null) pen = 'M';
    else {
      const y = high > low ? HEIGHT - 2 - ((value - low) / (high - low)) * (HEIGHT - 4) : HEIGHT / 2;
      path += `${pen}${x(rows[i]!.generation).toFixed(2)} ${y.toFixed(2)}`;
      pen = 'L';
    }
  }
  return path;
}
