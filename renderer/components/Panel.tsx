import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: string;
  /** What its numbers are measured in, small behind the title. */
  readonly unit?: string;
  /** Small controls at the right end of the title. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled region of a view. */
export function Panel({ title, unit, actions, className = '', children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {unit && <span className="panel-unit">{unit}</span>}
        {actions && <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
