import { Button, Callout } from '@blueprintjs/core';
import { Component, type ReactNode } from 'react';

/** What is shown when the window itself fails. Runs live in the main process and are not touched by it. */
function Notice({ error }: { readonly error: unknown }) {
  return (
    <main className="crash">
      <Callout intent="danger" title="The window has failed" role="alert">
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <p className="muted">Runs go on in the background. Loading the window again shows them.</p>
        <Button text="Load again" onClick={() => location.reload()} />
      </Callout>
    </main>
  );
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === null ? this.props.children : <Notice error={this.state.error} />;
  }
}

export const Crash = { Notice, Boundary };
