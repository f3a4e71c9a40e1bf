import { Callout } from '@blueprintjs/core';
import { EyeOpen } from '@blueprintjs/icons';
import type { HoldoutOpening } from '../../../../preload/contract.ts';
import { count, percent } from '../../../format/numbers.ts';
import { moment } from '../../../format/time.ts';
import { addressOf } from '../../../state/navigation.ts';

/** How many openings stand there one by one, the latest. */
const SHOWN = 6;

/** That other runs had bars of this holdout opened before: by date, with a way to them. Nothing when it is unseen. */
export function HoldoutOpenings({ openings }: { readonly openings: readonly HoldoutOpening[] }) {
  if (openings.length === 0) return null;
  const fork = openings.find(({ ancestor }) => ancestor);
  const earlier = openings.length - SHOWN;
  return (
    <Callout intent="warning" icon={<EyeOpen />} className="holdout-openings" role="note" title="No longer unseen">
      <p>
        {fork ? `This run is a fork of run ${fork.run}, whose holdout has been opened. ` : ''}
        These bars have been opened {openings.length === 1 ? 'once' : `${count(openings.length)} times`} before. What was chosen after a
        look at them was trained on them: read what they say here as training, not as proof.
      </p>
      <ul>
        {openings
          .slice(-SHOWN)
          .toReversed()
          .map((opening) => (
            <Opening key={opening.run} opening={opening} />
          ))}
        {earlier > 0 && <li className="muted">and {count(earlier)} earlier</li>}
      </ul>
    </Callout>
  );
}

function Opening({ opening }: { readonly opening: HoldoutOpening }) {
  const { run, name, openedAt, share, ancestor, deleted } = opening;
  return (
    <li>
      <span className="numbers">{moment(openedAt)}</span>{' '}
      {deleted ? <span className="muted">{name} (deleted)</span> : <a href={addressOf({ name: 'run', run, tab: 'holdout' })}>{name}</a>}
      <span className="muted">
        {' '}
        run {run}
        {ancestor && ', forked'}
        {share < 1 && `, ${percent(share, 0)} of these bars`}
      </span>
    </li>
  );
}
