import type { Summary } from '../../../../preload/contract.ts';

interface SummaryLegendProps {
  readonly summary: Summary | null;
  readonly better: 'max' | 'min' | null;
  readonly format: (value: number | null | undefined) => string;
}

/** Which line is which, with the values of the last generation. */
export function SummaryLegend({ summary, better, format }: SummaryLegendProps) {
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
    </ul>
  );
}
