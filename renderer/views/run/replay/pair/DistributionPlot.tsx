import { useMemo } from 'react';
import type { PopulationColumns } from '../../../../../preload/contract.ts';
import { distributions, tradedValues } from '../../../../charts/replay/distribution.ts';
import type { ColumnMeasure } from '../../../../charts/replay/measures.ts';
import type { Objectives } from '../../../../format/fitness.ts';
import { count, percent } from '../../../../format/numbers.ts';

interface DistributionPlotProps {
  readonly a: PopulationColumns;
  readonly b: PopulationColumns;
  readonly measure: ColumnMeasure;
  readonly objectives: Objectives;
}

const [WIDTH, HEIGHT] = [240, 84];

/** How one number is spread over both populations: outlined bars on the same bins, with the medians as lines. */
export function DistributionPlot({ a, b, measure, objectives }: DistributionPlotProps) {
  const [first, second] = useMemo(
    () => distributions(tradedValues(a, measure, objectives), tradedValues(b, measure, objectives), [a.length, b.length]),
    [a, b, measure, objectives],
  );
  const most = Math.max(...first.shares, ...second.shares, 1e-9);
  const step = WIDTH / first.shares.length;
  const y = (share: number) => HEIGHT - (share / most) * (HEIGHT - 4);
  const x = (value: number) => ((value - first.low) / (first.high - first.low)) * WIDTH;
  const path = (shares: readonly number[]) =>
    `M0 ${HEIGHT}${shares.map((share, i) => `L${i * step} ${y(share)}L${(i + 1) * step} ${y(share)}`).join('')}L${WIDTH} ${HEIGHT}Z`;
  const text = (name: string, { median, counted }: typeof first) =>
    `${name}: median ${measure.format(median)} of ${count(counted)} strategies`;
  return (
    <figure className="distribution">
      <figcaption>{measure.name}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Distribution of ${measure.name}; ${text('A', first)}; ${text('B', second)}`}
      >
        {([first, second] as const).map((one, i) => (
          <g key={i === 0 ? 'a' : 'b'} className={i === 0 ? 'of-a' : 'of-b'}>
            <path d={path(one.shares)} />
            {one.median !== null && <line x1={x(one.median)} x2={x(one.median)} y1={0} y2={HEIGHT} />}
          </g>
        ))}
      </svg>
      <div className="distribution-ends numbers muted">
        <span>{measure.format(first.low)}</span>
        <span title="Share of the population in the largest bin">highest bar {percent(most, 0)}</span>
        <span>{measure.format(first.high)}</span>
      </div>
    </figure>
  );
}
