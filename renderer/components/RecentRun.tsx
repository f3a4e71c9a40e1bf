import type { Run } from '../../preload/contract.ts';
import { addressOf } from '../state/navigation.ts';

/** A run in the sidebar: its name, and a dot in the colour of its state. */
export function RecentRun({ run, current }: { readonly run: Run; readonly current: boolean }) {
  return (
    <a
      className="nav-item nav-run"
      href={addressOf({ name: 'run', run: run.id, tab: 'live' })}
      aria-current={current ? 'page' : undefined}
      title={`${run.name}: ${run.state}`}
    >
      <span className={`dot dot-${run.state}`} aria-hidden="true" />
      <span className="ellipsis">{run.name}</span>
    </a>
  );
}
