import { addressOf, type View } from '../../state/navigation.ts';

const tabs: readonly { readonly view: View; readonly label: string }[] = [
  { view: { name: 'new' }, label: 'Set up' },
  { view: { name: 'experiments' }, label: 'Presets and saved' },
];

/** The two sides of the place Experiments: the form, and what it can be started from. */
export function ExperimentTabs({ current }: { readonly current: View['name'] }) {
  return (
    <nav className="place-tabs" aria-label="Experiments">
      {tabs.map(({ view, label }) => (
        <a key={label} href={addressOf(view)} aria-current={view.name === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
