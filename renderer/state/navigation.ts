import { create } from 'zustand';

/** The id of a panel of the run view (views/run/panels.tsx). */
export type RunTab = string;

/** What the window shows. Its address is kept in the location's hash, so that reload and back work. */
export type View =
  | { readonly name: 'new' }
  | { readonly name: 'experiments' }
  | { readonly name: 'runs' }
  | { readonly name: 'data' }
  | { readonly name: 'databank' }
  | { readonly name: 'compare' }
  | { readonly name: 'settings'; readonly section: string | null }
  | { readonly name: 'run'; readonly run: string; readonly tab: RunTab };

const places = ['experiments', 'runs', 'data', 'databank', 'compare'] as const;

/** `#/runs/ID/replay` and the like as a view; anything else is the form of a new experiment. */
export function viewOf(hash: string): View {
  const [name, encoded, tab] = hash.replace(/^#\/?/, '').split('/');
  const part = decoded(encoded);
  if (name === 'runs' && part) return { name: 'run', run: part, tab: tab || 'live' };
  if (name === 'settings') return { name, section: part || null };
  const place = places.find((p) => p === name);
  return { name: place ?? 'new' };
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export function addressOf(view: View): string {
  if (view.name === 'run') return `#/runs/${encodeURIComponent(view.run)}/${view.tab}`;
  if (view.name === 'settings' && view.section) return `#/settings/${encodeURIComponent(view.section)}`;
  return `#/${view.name}`;
}

export const useView = create<{ readonly view: View }>(() => ({ view: { name: 'new' } }));

export function go(view: View): void {
  location.hash = addressOf(view);
}

/** Keeps the view in step with the address for as long as the window lives. */
export function followAddress(): void {
  const read = () => useView.setState({ view: viewOf(location.hash) });
  read();
  addEventListener('hashchange', read);
}
