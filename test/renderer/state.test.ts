import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge, EventName, Events, LogbookRow, Run } from '../../preload/contract.ts';
import { follow } from '../../renderer/state/live.ts';
import { addressOf, type View, viewOf } from '../../renderer/state/navigation.ts';
import { logbookKey, mergeRows } from '../../renderer/state/queries.ts';
import { strategySize } from '../../renderer/views/run/hall/strategy-size.ts';
import { experiment, row } from './fixtures.ts';

const run = { id: 'a', name: 'A', state: 'running', experiment, generation: 4 } as Run;

function announcing() {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const bridge = {
    invoke: () => Promise.reject(new Error('nothing is asked for here')),
    on: (event: EventName, listener: (payload: never) => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  } as unknown as Bridge;
  const tell = <E extends EventName>(event: E, payload: Events[E]) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const listening = () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0);
  return { bridge, tell, listening };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('rows of a run arrive in its logbook in order, each once', () => {
  const client = new QueryClient();
  const { bridge, tell } = announcing();
  const end = follow(bridge, client);
  client.setQueryData(logbookKey('a'), [row(0), row(1)]);
  tell('run.generation', { run: 'a', row: row(1) });
  tell('run.generation', { run: 'a', row: row(2) });
  tell('run.generation', { run: 'a', row: row(3) });
  tell('run.generation', { run: 'b', row: row(9) });
  vi.advanceTimersByTime(100);
  expect(client.getQueryData<LogbookRow[]>(logbookKey('a'))!.map((r) => r.generation)).toEqual([0, 1, 2, 3]);
  expect(client.getQueryData(logbookKey('b'))).toBeUndefined();
  end();
});

test('progress reaches the run and its line in the list', () => {
  const client = new QueryClient();
  const { bridge, tell } = announcing();
  const end = follow(bridge, client);
  client.setQueryData(['runs.list', {}], [{ ...run, id: 'b' }, run]);
  tell('run.progress', { ...run, generation: 5 });
  expect(client.getQueryData(['runs.get', { run: 'a' }])).toMatchObject({ generation: 5 });
  expect(client.getQueryData<Run[]>(['runs.list', {}])!.map((r) => [r.id, r.generation])).toEqual([
    ['b', 4],
    ['a', 5],
  ]);
  end();
});

test.each(['asked for the first time', 'asked again'])('what changes while it is being %s is asked once more', async (time) => {
  const client = new QueryClient();
  const { bridge, tell } = announcing();
  const end = follow(bridge, client);
  const asked: PromiseWithResolvers<string[]>[] = [];
  const queryFn = () => {
    const answer = Promise.withResolvers<string[]>();
    asked.push(answer);
    return answer.promise;
  };
  const queryKey = ['databank.list', {}];
  if (time === 'asked again') client.setQueryData(queryKey, []);
  const unsubscribe = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {});
  expect(asked).toHaveLength(1);
  tell('databank.changed', null);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toHaveLength(2);
  asked[0]!.resolve(['of before']);
  asked[1]!.resolve(['of before', 'new']);
  await vi.advanceTimersByTimeAsync(10);
  expect(client.getQueryState(queryKey)).toMatchObject({ data: ['of before', 'new'], status: 'success', fetchStatus: 'idle' });
  unsubscribe();
  end();
});

test('nothing is listened to after the end', () => {
  const { bridge, listening } = announcing();
  const end = follow(bridge, new QueryClient());
  expect(listening()).toBeGreaterThan(3);
  end();
  expect(listening()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('two stretches of a logbook become one', () => {
  const numbers = (rows: readonly LogbookRow[]) => rows.map((r) => r.generation);
  expect(numbers(mergeRows([row(0)], [row(1), row(2)]))).toEqual([0, 1, 2]);
  expect(numbers(mergeRows([row(0), row(1), row(2)], [row(2), row(3)]))).toEqual([0, 1, 2, 3]);
  expect(numbers(mergeRows([], [row(4)]))).toEqual([4]);
  expect(mergeRows([row(0)], [row(0, { distinct: 7 })])[0]!.distinct).toBe(7);
});

test('every view has an address that leads back to it', () => {
  const views: View[] = [
    { name: 'new' },
    { name: 'runs' },
    { name: 'data' },
    { name: 'databank' },
    { name: 'compare' },
    { name: 'settings', section: null },
    { name: 'settings', section: 'about' },
    ...['live', 'hall-of-fame', 'replay'].map((tab) => ({ name: 'run', run: 'a/b ü', tab }) as const),
  ];
  for (const view of views) expect(viewOf(addressOf(view))).toEqual(view);
});

test.each([
  ['', { name: 'new' }],
  ['#/nonsense', { name: 'new' }],
  ['#/runs/x', { name: 'run', run: 'x', tab: 'live' }],
  ['#/runs/%', { name: 'runs' }],
])('the address %j leads somewhere', (hash, view) => {
  expect(viewOf(hash)).toEqual(view);
});

test('the size of a strategy counts names, numbers and periods', () => {
  expect(strategySize('gt(close, sma(close, 20))')).toBe(5);
  expect(strategySize('lt(roc(close, 10), -1.5e-7)')).toBe(5);
  expect(strategySize('crossBelow(close, .5)')).toBe(3);
});
