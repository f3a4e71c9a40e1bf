import { useEffect } from 'react';
import { addressOf } from '../../state/navigation.ts';
import { settingsSections } from './sections.tsx';

/** What the user can set, on one page with a way to each section. */
export function SettingsView({ section }: { readonly section: string | null }) {
  useEffect(() => {
    if (section) document.getElementById(`settings-${section}`)?.scrollIntoView({ block: 'start' });
  }, [section]);
  return (
    <>
      <header className="view-head">
        <h1>Settings</h1>
      </header>
      <div className="view-body settings">
        <nav aria-label="Sections">
          <ul>
            {settingsSections.map(({ id, title }) => (
              <li key={id}>
                <a href={addressOf({ name: 'settings', section: id })} aria-current={id === section ? 'true' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="settings-sections">
          {settingsSections.map(({ id, title, component: Section }) => (
            <section key={id} id={`settings-${id}`} className="panel" aria-label={title}>
              <header className="panel-head">
                <h2>{title}</h2>
              </header>
              <Section />
            </section>
          ))}
        </div>
      </div>
    </>
  );
}
