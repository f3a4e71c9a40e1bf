import type { IndividualView } from '../../../../preload/contract.ts';
import { operatorText } from '../../../charts/population.ts';
import { count } from '../../../format/numbers.ts';

interface OperatorLegendProps {
  readonly individuals: readonly Pick<IndividualView, 'operator'>[];
  /** Whether the champion has a mark of its own. */
  readonly champion?: boolean;
}

/** The colours of the points, with how many individuals came about in each way. */
export function OperatorLegend({ individuals, champion = true }: OperatorLegendProps) {
  const counts = new Map<string, number>();
  for (const { operator } of individuals) counts.set(operator, (counts.get(operator) ?? 0) + 1);
  return (
    <ul className="legend">
      {champion && (
        <li>
          <span className="swatch diamond" aria-hidden="true" />
          <span className="muted">Champion</span>
        </li>
      )}
      {Object.entries(operatorText)
        .filter(([operator]) => counts.has(operator))
        .map(([operator, { name, color }]) => (
          <li key={operator}>
            <span className={`swatch point op-${color}`} aria-hidden="true" />
            <span className="muted">{name}</span> <span className="numbers">{count(counts.get(operator))}</span>
          </li>
        ))}
    </ul>
  );
}
