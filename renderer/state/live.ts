import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Bridge, EngineStatus, LogbookRow } from '../../preload/contract.ts';
import { logbookKey, mergeRows, showRun } from './queries.ts';
import { tellEnd } from './run-ended.tsx';

/** New rows are shown ten times a second at most: quick runs make hundreds. */
const FLUSH = 100;
/** The hall of fame is asked for again once a second at most. */
const HALL = 1000;

/**
 * Has queries asked again where they are shown. A first answer that is still under way is given up: it may be of before the
 * change, and React Query would take it for today's.
 */
async function outdate(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined });
  await client.invalidateQueries({ queryKey });
}

/** Writes what main announces into the cache of the queries, so that every view is up to date. Returns how to end it. */
export function follow(bridge: Bridge, client: QueryClient): () => void {
  const arrived = new Map<string, LogbookRow[]>();
  let flushing: ReturnType<typeof setTimeout> | null = null;
  const halls = new Map<string, ReturnType<typeof setTimeout>>();
  const seen = new Set<string>();

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
    const refresh = () => {
      halls.delete(run);
      void outdate(client, ['runs.hallOfFame', { run }]);
    };
    // The first strategies are not waited for: until they come it is said that there are none.
    halls.set(run, setTimeout(refresh, seen.has(run) ? HALL : 0));
    seen.add(run);
  };

  const ends = [
    bridge.on('run.progress', (run) => showRun(client, run)),
    bridge.on('run.generation', ({ run, row }) => {
      arrived.set(run, [...(arrived.get(run) ?? []), row]);
      flushing ??= setTimeout(flush, FLUSH);
      refreshHall(run);
    }),
    bridge.on('run.ended', tellEnd),
    bridge.on('runs.changed', () => {
      void outdate(client, ['runs.list']);
      void outdate(client, ['queue.get']);
      void outdate(client, ['runs.get']);
      // It says of each entry whether its run is still there.
      void outdate(client, ['databank.list']);
    }),
    bridge.on('engine.changed', (status) => {
      client.setQueryData<EngineStatus>(['engine.status', {}], status);
    }),
    bridge.on('databank.changed', () => {
      void outdate(client, ['databank.list']);
    }),
    bridge.on('presets.changed', () => {
      void outdate(client, ['presets.list']);
    }),
    bridge.on('datasets.changed', () => {
      void outdate(client, ['datasets.list']);
      void outdate(client, ['datasets.detail']);
    }),
  ];
  return () => {
    for (const end of ends) end();
    for (const timer of halls.values()) clearTimeout(timer);
    if (flushing) clearTimeout(flushing);
  };
}
