import { addressOf } from '../../state/navigation.ts';

/** More than these have no room beside the facts. */
const SHOWN = 6;

/** The runs that were made on a data set: as long as there is one it stays. */
export function RunsOnIt({ ids }: { readonly ids: readonly string[] }) {
  return (
    <div className="stat">
      <dt>Runs on it</dt>
      <dd>
        {ids.length === 0 && 'none'}
        {ids.slice(-SHOWN).map((id) => (
          <a key={id} className="run-link" href={addressOf({ name: 'run', run: id, tab: 'live' })}>
            {id}
          </a>
        ))}
        {ids.length > SHOWN && <span className="stat-note"> and {ids.length - SHOWN} more</span>}
      </dd>
    </div>
  );
}
