import { ChevronDown, ChevronRight } from '@blueprintjs/icons';
import { type ReactNode, useId } from 'react';

interface DisclosureProps {
  readonly title: string;
  /** One line beside the title: what is inside. */
  readonly summary: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a form that most leave closed. */
export function Disclosure({ title, summary, open, onToggle, className = '', children }: DisclosureProps) {
  const id = useId();
  return (
    <section className={`disclosure ${className}`} aria-label={title}>
      <button type="button" className="disclosure-head" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        {open ? <ChevronDown /> : <ChevronRight />}
        <strong>{title}</strong>
        <span className="muted ellipsis">{summary}</span>
      </button>
      <div id={id} hidden={!open} className="disclosure-body">
        {open && children}
      </div>
    </section>
  );
}
