import { type Intent, Tag } from '@blueprintjs/core';
import type { RunState } from '../../preload/contract.ts';

const looks: Record<RunState, { readonly text: string; readonly intent: Intent }> = {
  queued: { text: 'Queued', intent: 'none' },
  running: { text: 'Running', intent: 'primary' },
  paused: { text: 'Paused', intent: 'warning' },
  stopped: { text: 'Stopped', intent: 'none' },
  finished: { text: 'Finished', intent: 'success' },
  failed: { text: 'Failed', intent: 'danger' },
  interrupted: { text: 'Interrupted', intent: 'warning' },
};

/** The state of a run in a word and a colour. */
export function StateTag({ state }: { readonly state: RunState }) {
  return (
    <Tag minimal intent={looks[state].intent} className="state-tag">
      {looks[state].text}
    </Tag>
  );
}
