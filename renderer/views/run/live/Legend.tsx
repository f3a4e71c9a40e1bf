export interface LegendItem {
  readonly name: string;
  readonly value?: string;
  /** A swatch of parts.css; absent for a number without a line. */
  readonly swatch?: string;
  readonly title?: string;
}

/** Which line is which, with the latest values. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {items.map(({ name, value, swatch, title }) => (
        <li key={name} title={title}>
          {swatch && <span className={`swatch ${swatch}`} aria-hidden="true" />}
          <span className="muted">{name}</span> {value !== undefined && <span className="numbers">{value}</span>}
        </li>
      ))}
    </ul>
  );
}
