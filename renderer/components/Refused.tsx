import { Callout } from '@blueprintjs/core';
import { failureOf } from '../client.ts';

/** Why what was asked for was not done, where it was asked for. */
export function Refused({ error }: { readonly error: unknown }) {
  const { code, message, details } = failureOf(error);
  const lines = details.filter((line) => line !== message);
  return (
    <Callout
      intent="danger"
      compact
      className="refused"
      role="alert"
      {...(code === 'bug' ? { title: 'This should not have happened' } : {})}
    >
      <p className="breakable">{message}</p>
      {lines.length > 0 && (
        <ul>
          {lines.slice(0, 8).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Callout>
  );
}
