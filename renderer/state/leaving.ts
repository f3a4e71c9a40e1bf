import type { Run } from '../../preload/contract.ts';
import { call } from '../client.ts';
import { queryClient } from './queries.ts';

/**
 * In a browser, asks before a page is left while a run is under way: the run goes on without it, but who watches one seldom
 * means to stop watching. The desktop asks by itself (main/desktop/closing.ts); there a page that objects could not be closed.
 */
export async function askBeforeLeaving(): Promise<void> {
  const { host } = await call('app.info', {});
  if (host !== 'browser') return;
  addEventListener('beforeunload', (event) => {
    const runs = queryClient.getQueryData<readonly Run[]>(['runs.list', {}]) ?? [];
    if (runs.some((run) => run.state === 'running')) event.preventDefault();
  });
}
