import { QueryClient, queryOptions } from '@tanstack/react-query';
import { type CommandInput, type CommandName, cancellable, type LogbookRow, type Results, type Run } from '../../preload/contract.ts';
import { call } from '../client.ts';

/** Nothing grows old by itself: main says what has changed. There is no network that could be offline either. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

const isCancellable = (command: CommandName) => cancellable.some((other) => other === command);

/** A command that only reads, as a query: its name and input are the key. */
export function query<C extends CommandName>(command: C, input: CommandInput<C>) {
  return queryOptions<Results[C], Error, Results[C], readonly [C, CommandInput<C>]>({
    queryKey: [command, input] as const,
    // Who takes the signal is given up when nobody looks any more: right for what takes long, wrong for what is kept.
    queryFn: (context) => call(command, input, isCancellable(command) ? context.signal : undefined),
  });
}

/** What has become of a run, wherever it is shown. */
export function showRun(client: QueryClient, run: Run): void {
  client.setQueryData<Run>(['runs.get', { run: run.id }], run);
  client.setQueryData<readonly Run[]>(['runs.list', {}], (runs) => runs?.map((other) => (other.id === run.id ? run : other)));
}

export const logbookKey = (run: string) => ['runs.logbook', { run }] as const;

/** The logbook; rows that were announced while it was fetched are kept. */
export function logbookQuery(run: string) {
  return queryOptions<readonly LogbookRow[], Error, readonly LogbookRow[], ReturnType<typeof logbookKey>>({
    queryKey: logbookKey(run),
    queryFn: async ({ client }) => {
      const stored = await call('runs.logbook', { run });
      return mergeRows(stored, client.getQueryData<readonly LogbookRow[]>(logbookKey(run)) ?? []);
    },
  });
}

/** A stored generation never changes; it need not stay in memory for long. */
export function generationQuery(run: string, generation: number) {
  return { ...query('runs.generation', { run, generation }), gcTime: 30_000 };
}

/** Two stretches of a logbook as one, in order, each generation once; the second wins. */
export function mergeRows(rows: readonly LogbookRow[], more: readonly LogbookRow[]): readonly LogbookRow[] {
  if (more.length === 0) return rows;
  if ((rows.at(-1)?.generation ?? -1) < more[0]!.generation) return [...rows, ...more];
  const byGeneration = new Map([...rows, ...more].map((row) => [row.generation, row]));
  return [...byGeneration.values()].sort((a, b) => a.generation - b.generation);
}
