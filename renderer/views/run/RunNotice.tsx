import { Callout } from '@blueprintjs/core';
import type { Run } from '../../../preload/contract.ts';
import { count } from '../../format/numbers.ts';
import { addressOf } from '../../state/navigation.ts';

/** What has happened to a run that did not simply finish, and what can be done. */
export function RunNotice({ run }: { readonly run: Run }) {
  if (run.state === 'failed')
    return (
      <Callout intent="danger" compact className="run-notice" role="alert" title="The run has failed">
        <p className="breakable">{run.error ?? 'No reason was given.'}</p>
        {run.generation >= 0 && (
          <p>
            Everything up to generation {count(run.generation)} is stored and can be looked at and exported. When the cause is mended,
            Resume goes on from there.
          </p>
        )}
      </Callout>
    );
  if (run.state === 'queued')
    return (
      <Callout compact className="run-notice" role="status">
        It waits in the queue, at place {run.place}. <a href={addressOf({ name: 'runs' })}>Runs</a> shows the queue and starts it.
      </Callout>
    );
  if (run.state === 'interrupted')
    return (
      <Callout intent="warning" compact className="run-notice" role="status">
        Organism was closed while this run was under way.{' '}
        {run.generation >= 0 ? `Everything up to generation ${count(run.generation)} is stored: ` : ''}
        Resume goes on from there, with the same result as if nothing had happened.
      </Callout>
    );
  return null;
}
