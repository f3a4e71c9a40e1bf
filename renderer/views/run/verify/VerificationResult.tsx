import { Callout } from '@blueprintjs/core';
import { Endorsed, Error as ErrorIcon } from '@blueprintjs/icons';
import type { Verification } from '../../../../preload/contract.ts';
import { count } from '../../../format/numbers.ts';

/** How a verification came out, and what explains a difference. */
export function VerificationResult({ verification }: { readonly verification: Verification }) {
  const { identical, difference, notes } = verification;
  const generations = `${count(identical)} ${identical === 1 ? 'generation' : 'generations'}`;
  return (
    <>
      {difference ? (
        <Callout intent="danger" icon={<ErrorIcon />} title={`Differs in generation ${count(difference.generation)}`} role="alert">
          <p className="breakable">{difference.reason}</p>
          {identical > 0 && <p>The {generations} before it are identical.</p>}
        </Callout>
      ) : (
        <Callout intent="success" icon={<Endorsed />} title="Identical" role="status">
          <p>All {generations} came out the same, to the last bit.</p>
        </Callout>
      )}
      {notes.length > 0 && (
        <ul className="details">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
