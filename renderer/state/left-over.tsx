import { call } from '../client.ts';
import { count } from '../format/numbers.ts';
import { addressOf } from './navigation.ts';
import { query, queryClient } from './queries.ts';
import { queueQuery } from './queue.ts';
import { toast } from './toaster.ts';

/** A run that was told of once is not told of again: some are left as they are for good. */
const TOLD = 'organism.told-interrupted';

/** Says at the start what the last session has left: runs that it interrupted, and a queue that waits. */
export async function tellLeftOver(): Promise<void> {
  const [runs, queue] = await Promise.all([queryClient.ensureQueryData(query('runs.list', {})), call('queue.get', {})]);
  queryClient.setQueryData(queueQuery.queryKey, queue);
  if (queue.going || runs.some(({ state }) => state === 'running')) return;
  const told = new Set((localStorage.getItem(TOLD) ?? '').split(' '));
  // A run that went on since then and was interrupted again is news.
  const keyOf = ({ id, generation }: { readonly id: string; readonly generation: number }) => `${id}:${generation}`;
  const interrupted = runs.filter((run) => run.state === 'interrupted');
  const news = interrupted.filter((run) => !told.has(keyOf(run)));
  localStorage.setItem(TOLD, interrupted.map(keyOf).join(' '));
  const [first] = news;
  if (!first && queue.runs.length === 0) return;
  const waiting = queue.runs.length > 0 ? `${count(queue.runs.length)} ${queue.runs.length === 1 ? 'waits' : 'wait'} in the queue` : '';
  void toast(
    <>
      {first && news.length === 1 && (
        <>
          <strong className="breakable">{first.name}</strong> was interrupted after generation {count(Math.max(0, first.generation))}.{' '}
          <a href={addressOf({ name: 'run', run: first.id, tab: 'live' })}>Resume it there</a>
        </>
      )}
      {news.length > 1 && (
        <>
          {count(news.length)} runs were interrupted and can be resumed. <a href={addressOf({ name: 'runs' })}>Show them</a>
        </>
      )}
      {waiting && (
        <>
          {first ? ' · ' : ''}
          {waiting}. <a href={addressOf({ name: 'runs' })}>Show the queue</a>
        </>
      )}
    </>,
    'none',
    12_000,
  );
}
