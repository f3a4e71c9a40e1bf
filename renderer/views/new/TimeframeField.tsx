import { Button, ButtonGroup } from '@blueprintjs/core';
import { changeDraft, type Draft } from '../../state/draft.ts';
import type { DraftErrors } from '../../state/read-draft.ts';
import { timeframesFor } from '../../state/timeframes.ts';

interface TimeframeFieldProps {
  readonly draft: Draft;
  readonly time: Float64Array | undefined;
  readonly bars: number;
  readonly errors: DraftErrors;
}

/** The bars on which strategies are judged: the data set's own, and larger ones made of them. */
export function TimeframeField({ draft, time, bars, errors }: TimeframeFieldProps) {
  const chosen = draft.timeframes.length === 0 ? ['base'] : draft.timeframes;
  const offered = [...new Set([...timeframesFor(time, bars), ...chosen])];
  const toggle = (name: string) => {
    const next = chosen.includes(name)
      ? chosen.filter((other) => other !== name)
      : offered.filter((other) => chosen.includes(other) || other === name);
    if (next.length > 0) changeDraft((d) => ({ ...d, timeframes: next }));
  };
  const error = Object.entries(errors).find(([name]) => name.startsWith('timeframes'))?.[1];
  return (
    <fieldset className="timeframes">
      <legend title="On which bars a strategy is judged. Fitness is the average over all that are on.">Timeframes</legend>
      <ButtonGroup>
        {offered.map((name) => (
          <Button
            key={name}
            size="small"
            disabled={draft.fork !== null}
            active={chosen.includes(name)}
            aria-pressed={chosen.includes(name)}
            text={name === 'base' ? 'Own bars' : name}
            onClick={() => toggle(name)}
          />
        ))}
      </ButtonGroup>
      {error && (
        <span className="help error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}
