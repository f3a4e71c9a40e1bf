import { Button, Callout } from '@blueprintjs/core';
import { Component, type ReactNode } from 'react';
import { UnconnectedError } from '../client.ts';
import { CopyButton } from './CopyButton.tsx';

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const reportOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

interface FailureProps {
  readonly title: string;
  readonly error: unknown;
  readonly children: ReactNode;
}

function Failure({ title, error, children }: FailureProps) {
  return (
    <Callout intent="danger" title={title} className="failed" role="alert">
      <p className="breakable">{messageOf(error)}</p>
      <p className="muted">
        This is a fault of Organism, not yours: please report it with the text above. Runs go on without the window, and nothing that is
        stored is lost.
      </p>
      <div className="failed-actions">
        {children}
        <CopyButton label="Copy for a report" text={() => reportOf(error)} />
      </div>
    </Callout>
  );
}

/** What is shown when the window itself fails. */
function Notice({ error }: { readonly error: unknown }) {
  const again = <Button text="Load again" onClick={() => location.reload()} />;
  return (
    <main className="crash">
      {error instanceof UnconnectedError ? (
        <Callout intent="warning" title="No connection" className="failed" role="alert">
          <p>{error.message}</p>
          <div className="failed-actions">{again}</div>
        </Callout>
      ) : (
        <Failure title="The window has failed" error={error}>
          {again}
        </Failure>
      )}
    </main>
  );
}

interface BoundaryProps {
  /** What fails alone, such as `This panel`, with everything around it still there; absent for the whole window. */
  readonly part?: string;
  readonly children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    const { part, children } = this.props;
    if (error === null) return children;
    if (part === undefined) return <Notice error={error} />;
    return (
      <Failure title={`${part} has failed`} error={error}>
        <Button text="Try again" onClick={() => this.setState({ error: null })} />
        <Button variant="minimal" text="Load the window again" onClick={() => location.reload()} />
      </Failure>
    );
  }
}

export const Crash = { Notice, Boundary };
