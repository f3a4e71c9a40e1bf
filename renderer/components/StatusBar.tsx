import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../preload/contract.ts';
import { count, middleTruncate, rate } from '../format/numbers.ts';
import { addressOf } from '../state/navigation.ts';
import { query } from '../state/queries.ts';

/** The bottom line: where this runs, how many workers, which database, and the run under way. */
export function StatusBar({ runs }: { readonly runs: readonly Run[] }) {
  const { data: info } = useQuery(query('app.info', {}));
  const running = runs.find((run) => run.state === 'running');
  return (
    <footer className="status-bar">
      {info && (
        <>
          <span>
            {info.name} {info.version}
          </span>
          <span>{info.host === 'desktop' ? 'Desktop' : 'Browser host'}</span>
          <span>
            {count(info.workers)} {info.workers === 1 ? 'worker' : 'workers'}
          </span>
          <span className="ellipsis" title={info.database}>
            {middleTruncate(info.database, 48)}
          </span>
        </>
      )}
      <span className="spring" />
      {running ? (
        <a href={addressOf({ name: 'run', run: running.id, tab: 'live' })} className="ellipsis status-run">
          <span className="dot dot-running" aria-hidden="true" />
          <span className="ellipsis">{running.name}</span>
          <span className="numbers">
            {count(Math.max(0, running.generation))} / {count(running.experiment.generations)} · {rate(running.rate)}
          </span>
        </a>
      ) : (
        <span className="muted">No run under way</span>
      )}
    </footer>
  );
}
