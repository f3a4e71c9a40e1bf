interface StatProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** One number with its name. */
export function Stat({ label, value, note }: StatProps) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd>
        {value}
        {note && <span className="stat-note"> {note}</span>}
      </dd>
    </div>
  );
}
