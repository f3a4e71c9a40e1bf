import { Database, History, Plus } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { Run } from '../../preload/contract.ts';
import { addressOf, type View } from '../state/navigation.ts';
import { Logo } from './Logo.tsx';
import { RecentRun } from './RecentRun.tsx';

const places: readonly { readonly view: View; readonly label: string; readonly icon: ReactElement }[] = [
  { view: { name: 'new' }, label: 'New experiment', icon: <Plus /> },
  { view: { name: 'runs' }, label: 'Runs', icon: <History /> },
  { view: { name: 'data' }, label: 'Data', icon: <Database /> },
];

/** Where one can go. Narrow windows show the icons only. */
export function Sidebar({ view, runs }: { readonly view: View; readonly runs: readonly Run[] }) {
  return (
    <nav className="sidebar" aria-label="Main">
      <div className="brand">
        <Logo />
        <span className="nav-label">Organism</span>
      </div>
      <ul>
        {places.map((place) => (
          <li key={place.label}>
            <a
              className="nav-item"
              href={addressOf(place.view)}
              aria-current={place.view.name === view.name ? 'page' : undefined}
              aria-label={place.label}
              title={place.label}
            >
              {place.icon}
              <span className="nav-label">{place.label}</span>
            </a>
          </li>
        ))}
      </ul>
      {runs.length > 0 && (
        <section className="recent nav-label" aria-label="Latest runs">
          <h2>Latest runs</h2>
          <ul>
            {runs.slice(0, 6).map((run) => (
              <li key={run.id}>
                <RecentRun run={run} current={view.name === 'run' && view.run === run.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}
