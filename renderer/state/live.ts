import type { QueryClient } from '@tanstack/react-query';
import type { Bridge, EngineStatus, LogbookRow } from '../../preload/contract.ts';
import { logbookKey, mergeRows, showRun } from './queries.ts';
import { tellEnd } from './run-ended.tsx';

/** New rows are shown ten times a second at most: quick runs make hundreds. */
const FLUSH = 100;
/** The hall of fame is asked for again once a second at most. */
const HALL = 1000;

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
      client.invalidateQueries({ queryKey: ['runs.hallOfFame', { run }] });
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
      client.invalidateQueries({ queryKey: ['runs.list'] });
      client.invalidateQueries({ queryKey: ['queue.get'] });
      client.invalidateQueries({ queryKey: ['runs.get'] });
      // It says of each entry whether its run is still there.
      client.invalidateQueries({ queryKey: ['databank.list'] });
    }),
    bridge.on('engine.changed', (status) => {
      client.setQueryData<EngineStatus>(['engine.status', {}], status);
    }),
    bridge.on('databank.changed', () => {
      client.invalidateQueries({ queryKey: ['databank.list'] });
    }),
    bridge.on('presets.changed', () => {
      client.invalidateQueries({ queryKey: ['presets.list'] });
    }),
    bridge.on('datasets.changed', () => {
      client.invalidateQueries({ queryKey: ['datasets.list'] });
      client.invalidateQueries({ queryKey: ['datasets.detail'] });
    }),
  ];
  return () => {
    for (const end of ends) end();
    for (const timer of halls.values()) clearTimeout(timer);
    if (flushing) clearTimeout(flushing);
  };
}
