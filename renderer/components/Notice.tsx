import { Button, Callout, NonIdealState, Spinner } from '@blueprintjs/core';
import { Error as ErrorIcon } from '@blueprintjs/icons';
import type { JSX, ReactNode } from 'react';
import { failureOf } from '../client.ts';

/** What stands in a view while there is nothing yet to show. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="fill-center" role="status">
      <Spinner size={24} />
      <span className="muted">Loading {what} …</span>
    </div>
  );
}

interface FailedProps {
  readonly what: string;
  readonly error: unknown;
  readonly retry?: () => void;
  /** Where else one may go. */
  readonly instead?: ReactNode;
}

/** What stands in place of something that could not be loaded. */
export function Failed({ what, error, retry, instead }: FailedProps) {
  const failure = failureOf(error);
  return (
    <Callout intent="danger" icon={<ErrorIcon />} title={`${what} could not be loaded`} className="failed" role="alert">
      <p>{failure.message}</p>
      {failure.details.length > 0 && (
        <ul className="details">
          {failure.details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {failure.code === 'bug' && <p className="muted">This is a fault of Organism, not yours. Please report it with the text above.</p>}
      {(retry || instead) && (
        <div className="failed-actions">
          {retry && <Button text="Try again" onClick={retry} />}
          {instead}
        </div>
      )}
    </Callout>
  );
}

interface EmptyProps {
  readonly icon: JSX.Element;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: JSX.Element;
}

/** An empty view that says how to fill it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <NonIdealState icon={icon} iconMuted title={title} description={<p>{children}</p>} {...(action ? { action } : {})} className="empty" />
  );
}
