import { Button } from '@blueprintjs/core';
import { Play, TimelineEvents } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { type When, whens } from '../../../preload/contract.ts';
import { query } from '../../state/queries.ts';
import { computedRun } from '../../state/queue.ts';

interface StartButtonsProps {
  readonly what: 'experiment' | 'fork';
  /** What was asked for and is not answered yet. */
  readonly pending: When | null;
  readonly disabled: boolean;
}

/** Starts what the form says or queues it. Only what is likelier to be meant sends the form by itself, so that Enter does that. */
export function StartButtons({ what, pending, disabled }: StartButtonsProps) {
  const runs = useQuery(query('runs.list', {})).data ?? [];
  const computed = computedRun(runs);
  const choice = useRef<HTMLInputElement>(null);
  const likely: When = computed ? 'whenFree' : 'now';
  const texts: Record<When, { readonly text: string; readonly title: string; readonly icon: React.JSX.Element }> = {
    now: computed
      ? { text: 'Start now', title: `At once, beside “${computed.name}”: both take longer then`, icon: <Play /> }
      : { text: `Start ${what}`, title: 'At once', icon: <Play /> },
    whenFree: { text: 'Add to queue', title: `It starts by itself after “${computed?.name}”`, icon: <TimelineEvents /> },
    queued: { text: 'Add to queue', title: 'It waits until you start the queue', icon: <TimelineEvents /> },
  };
  const other: When = computed ? 'now' : 'queued';
  return (
    <>
      <input ref={choice} type="hidden" name="when" />
      <Button
        {...texts[other]}
        type="button"
        loading={pending === other}
        disabled={disabled}
        onClick={() => {
          choice.current!.value = other;
          choice.current!.form!.requestSubmit();
        }}
      />
      <Button
        {...texts[likely]}
        type="submit"
        intent="primary"
        loading={pending === likely}
        disabled={disabled}
        onClick={() => {
          choice.current!.value = likely;
        }}
      />
    </>
  );
}

/** Which of the buttons has sent the form; Enter in a field presses the one that submits. */
export function whenOf(form: HTMLFormElement): When {
  return whens.find((when) => when === new FormData(form).get('when')) ?? 'now';
}
