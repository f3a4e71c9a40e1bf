import type { Summary } from '../../../../preload/contract.ts';
import { TOO_FEW } from '../../../format/fitness.ts';

interface SummaryLegendProps {
  readonly summary: Summary | null;
  readonly better: 'max' | 'min' | null;
  /** The latest value of the best on validation; undefined where there is no validation. */
  readonly validation?: number | null | undefined;
  readonly format: (value: number | null | undefined) => string;
}

/** Which line is which, with the values of the last generation. */
export function SummaryLegend({ summary, better, format, validation }: SummaryLegendProps) {
  const items = [
    { key: 'min', name: 'min', className: better === 'min' ? 'good' : 'neutral' },
    { key: 'avg', name: 'avg', className: 'accent' },
    { key: 'max', name: 'max', className: better === 'max' ? 'good' : 'neutral' },
  ] as const;
  return (
    <ul className="legend">
      {items.map(({ key, name, className }) => (
        <li key={key}>
          <span className={`swatch ${className}`} aria-hidden="true" />
          <span className="muted">{name}</span> <span className="numbers">{format(summary?.[key])}</span>
        </li>
      ))}
      {validation !== undefined && (
        <li
          title={
            validation === null
              ? 'The best of the generation holds too few bars on the validation periods'
              : 'The best of the generation, on the validation periods'
          }
        >
          <span className="swatch validation" aria-hidden="true" />
          <span className="muted">validation</span> <span className="numbers">{validation === null ? TOO_FEW : format(validation)}</span>
        </li>
      )}
    </ul>
  );
}
