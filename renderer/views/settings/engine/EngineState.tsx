import { type Intent, Tag } from '@blueprintjs/core';
import type { EngineStatus } from '../../../../preload/contract.ts';
import { count } from '../../../format/numbers.ts';

const looks: Record<EngineStatus['state'], { readonly text: string; readonly intent: Intent }> = {
  local: { text: 'This machine', intent: 'success' },
  connecting: { text: 'Connecting …', intent: 'warning' },
  connected: { text: 'Connected', intent: 'success' },
  away: { text: 'Server away', intent: 'danger' },
  failed: { text: 'Not reached', intent: 'danger' },
};

/** What is used now, and what is wrong with it. */
export function EngineState({ status }: { readonly status: EngineStatus }) {
  const { choice, fixed, hosts, problem, slots, state } = status;
  const here = hosts.filter((host) => host.state === 'here').length;
  return (
    <p className="setting-line engine-state" role="status">
      <Tag minimal intent={looks[state].intent}>
        {looks[state].text}
      </Tag>
      {choice.kind === 'local' ? (
        <span>
          {count(slots)} worker {slots === 1 ? 'thread' : 'threads'}
        </span>
      ) : (
        <span>
          <code className="breakable">{choice.url}</code>, pool {choice.pool ?? 'default'}: {count(here)} {here === 1 ? 'host' : 'hosts'},{' '}
          {count(slots)} {slots === 1 ? 'slot' : 'slots'}
        </span>
      )}
      {problem && <span className="error">{problem}</span>}
      {fixed && <span className="muted">Chosen with --engine when the program was started.</span>}
    </p>
  );
}
