import type { QueryClient } from '@tanstack/react-query';
import type { Bridge, LogbookRow, Run } from '../../preload/contract.ts';
import { logbookKey, mergeRows } from './queries.ts';

/** New rows are shown ten times a second at most: quick runs make hundreds. */
const FLUSH = 100;
/** The hall of fame is asked for again once a second at most. */
const HALL = 1000;

/** Writes what main announces into the cache of the queries, so that every view is up to date. Returns how to end it. */
export function follow(bridge: Bridge, client: QueryClient): () => void {
  const arrived = new Map<string, LogbookRow[]>();
  let flushing: ReturnType<typeof setTimeout> | null = null;
  const halls = new Map<string, ReturnType<typeof setTimeout>>();

  const flush = () => {
    flushing = null;
    for (const [run, rows] of arrived) {
      if (client.getQueryState(logbookKey(run)))
        client.setQueryData<readonly LogbookRow[]>(logbookKey(run), (known) => mergeRows(known ?? [], rows));
    }
    arrived.clear();
  };

  const refreshHall = (run: string) => {
    if (halls.has(run)) return;
    const timer = setTimeout(() => {
      halls.delete(run);
      client.invalidateQueries({ queryKey: ['runs.hallOfFame', { run }] });
    }, HALL);
    halls.set(run, timer);
  };

  const ends = [
    bridge.on('run.progress', (run) => {
      client.setQueryData<Run>(['runs.get', { run: run.id }], run);
      client.setQueryData<readonly Run[]>(['runs.list', {}], (runs) => runs?.map((r) => (r.id === run.id ? run : r)));
    }),
    bridge.on('run.generation', ({ run, row }) => {
      arrived.set(run, [...(arrived.get(run) ?? []), row]);
      flushing ??= setTimeout(flush, FLUSH);
      refreshHall(run);
    }),
    bridge.on('runs.changed', () => {
      client.invalidateQueries({ queryKey: ['runs.list'] });
      client.invalidateQueries({ queryKey: ['runs.get'] });
    }),
    bridge.on('datasets.changed', () => {
      client.invalidateQueries({ queryKey: ['datasets.list'] });
    }),
  ];
  return () => {
    for (const end of ends) end();
    for (const timer of halls.values()) clearTimeout(timer);
    if (flushing) clearTimeout(flushing);
  };
}
