import { Button, ButtonGroup } from '@blueprintjs/core';
import { ArrowDown, ArrowUp, Cross, Play } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import type { Run } from '../../../preload/contract.ts';
import { CommandButton } from '../../components/CommandButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { count } from '../../format/numbers.ts';
import { addressOf } from '../../state/navigation.ts';
import { computedRun, orderQueue, queueQuery } from '../../state/queue.ts';
import { order } from '../../state/run-orders.ts';

/** The runs that wait for their turn, in an order that the user can change; nothing while nobody waits. */
export function QueuePanel({ runs }: { readonly runs: readonly Run[] }) {
  const queue = useQuery(queueQuery);
  const list = useRef<HTMLOListElement>(null);
  const waiting = queue.data?.runs.flatMap((id) => runs.find((run) => run.id === id) ?? []) ?? [];
  if (!queue.data || waiting.length === 0) return null;
  const { going } = queue.data;
  const computed = computedRun(runs);

  const move = async (run: Run, place: number) => {
    if (place < 1 || place > waiting.length) return;
    await orderQueue('queue.move', { run: run.id, place });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(run.id)}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent, run: Run, place: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) void move(run, place + by);
    else list.current?.querySelectorAll<HTMLElement>('li')[place - 1 + by]?.focus();
  };

  return (
    <Panel
      title="Queue"
      className="queue"
      actions={
        <>
          <span className="muted">
            {!going
              ? 'It waits until you start it.'
              : computed
                ? `The next one starts when “${computed.name}” has ended.`
                : 'The next one is about to start.'}
          </span>
          {going ? (
            <CommandButton id="queue.hold" size="small" text="Hold" />
          ) : (
            <CommandButton id="queue.go" intent="primary" size="small" icon={<Play />} text="Start queue" />
          )}
        </>
      }
    >
      <ol ref={list} className="queue-list" aria-label="Queued runs">
        {waiting.map((run, i) => (
          <li
            key={run.id}
            data-run={run.id}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go through the list, with Alt they move its lines.
            tabIndex={0}
            aria-label={`${run.name}, place ${i + 1} of ${waiting.length}`}
            title="Alt with the arrow keys moves it"
            onKeyDown={(event) => onKeyDown(event, run, i + 1)}
          >
            <span className="numbers muted">{i + 1}</span>
            <a className="ellipsis" href={addressOf({ name: 'run', run: run.id, tab: 'live' })} title={run.name}>
              {run.name}
            </a>
            <span className="muted numbers ellipsis">{whatIsAsked(run)}</span>
            <ButtonGroup variant="minimal" size="small">
              <Button
                icon={<ArrowUp />}
                aria-label={`Move ${run.name} up`}
                title="Move up (Alt+↑)"
                disabled={i === 0}
                onClick={() => void move(run, i)}
              />
              <Button
                icon={<ArrowDown />}
                aria-label={`Move ${run.name} down`}
                title="Move down (Alt+↓)"
                disabled={i === waiting.length - 1}
                onClick={() => void move(run, i + 2)}
              />
              <Button
                icon={<Play />}
                aria-label={`Start ${run.name} now`}
                title="Start now, beside what is computed"
                onClick={() => void order('runs.resume', run)}
              />
              <Button
                icon={<Cross />}
                aria-label={`Remove ${run.name} from the queue`}
                title="Take it out of the queue; it stays among the runs"
                onClick={() => void orderQueue('queue.remove', { run: run.id })}
              />
            </ButtonGroup>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function whatIsAsked({ experiment, dataset, generation }: Run): string {
  const { population, generations } = experiment;
  const from = generation >= 0 ? `from generation ${count(generation)} of ` : '';
  return `${count(population)} strategies, ${from}${count(generations)} generations, ${dataset.name}, seed ${experiment.seed}`;
}
