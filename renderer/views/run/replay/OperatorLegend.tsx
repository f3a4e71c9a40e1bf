import { operatorText } from '../../../charts/population.ts';
import { count } from '../../../format/numbers.ts';

interface OperatorLegendProps {
  /** How many came about in each way, by the name of the operator. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether the champion has a mark of its own. */
  readonly champion?: boolean;
}

/** The colours of the points, with how many individuals came about in each way. */
export function OperatorLegend({ counts, champion = true }: OperatorLegendProps) {
  return (
    <ul className="legend">
      {champion && (
        <li>
          <span className="swatch diamond" aria-hidden="true" />
          <span className="muted">Champion</span>
        </li>
      )}
      {Object.entries(operatorText)
        .filter(([operator]) => (counts.get(operator) ?? 0) > 0)
        .map(([operator, { name, color }]) => (
          <li key={operator}>
            <span className={`swatch point op-${color}`} aria-hidden="true" />
            <span className="muted">{name}</span> <span className="numbers">{count(counts.get(operator))}</span>
          </li>
        ))}
    </ul>
  );
}
