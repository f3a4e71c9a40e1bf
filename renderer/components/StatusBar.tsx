import { useQuery } from '@tanstack/react-query';
import type { EngineStatus, Run } from '../../preload/contract.ts';
import { count, middleTruncate, rate } from '../format/numbers.ts';
import { addressOf } from '../state/navigation.ts';
import { query } from '../state/queries.ts';
import { computedRun } from '../state/queue.ts';

/** The bottom line: where this runs, how many workers, which database, and the run under way, once the runs are known. */
export function StatusBar({ runs }: { readonly runs: readonly Run[] | undefined }) {
  const { data: info } = useQuery(query('app.info', {}));
  const { data: engine } = useQuery(query('engine.status', {}));
  const running = computedRun(runs ?? []);
  const inState = (state: Run['state']) => (runs ?? []).filter((run) => run.state === state).length;
  const [queued, paused] = [inState('queued'), inState('paused')];
  return (
    <footer className="status-bar">
      {info && (
        <>
          <span>
            {info.name} {info.version}
          </span>
          <span>{info.host === 'desktop' ? 'Desktop' : 'Browser host'}</span>
          {engine && <Workers engine={engine} />}
          <span className="ellipsis" title={info.database}>
            {middleTruncate(info.database, 48)}
          </span>
        </>
      )}
      <span className="spring" />
      {queued > 0 && <a href={addressOf({ name: 'runs' })}>{count(queued)} queued</a>}
      {running ? (
        <a href={addressOf({ name: 'run', run: running.id, tab: 'live' })} className="ellipsis status-run">
          <span className="dot dot-running" aria-hidden="true" />
          <span className="ellipsis">{running.name}</span>
          <span className="numbers">
            {count(Math.max(0, running.generation))} / {count(running.experiment.generations)} · {rate(running.rate)}
          </span>
        </a>
      ) : (
        runs && (
          <span className="muted">
            {paused > 0 ? `${count(paused)} ${paused === 1 ? 'run is' : 'runs are'} paused` : 'No run under way'}
          </span>
        )
      )}
    </footer>
  );
}

/** Who computes, as a way to where that is chosen. */
function Workers({ engine: { choice, hosts, problem, slots, state } }: { readonly engine: EngineStatus }) {
  const here = hosts.filter((host) => host.state === 'here').length;
  const local = `${count(slots)} ${slots === 1 ? 'worker' : 'workers'}`;
  const cluster = `${count(slots)} ${slots === 1 ? 'slot' : 'slots'} on ${count(here)} ${here === 1 ? 'host' : 'hosts'}`;
  const texts = {
    local,
    connected: cluster,
    connecting: 'Connecting to the cluster …',
    away: 'Cluster away',
    failed: 'Cluster not reached',
  };
  return (
    <a
      href={addressOf({ name: 'settings', section: 'engine' })}
      title={problem ?? (choice.kind === 'local' ? 'Threads of this machine' : choice.url)}
      className={problem ? 'error' : undefined}
    >
      {choice.kind === 'local' ? local : texts[state]}
    </a>
  );
}
