import { create } from 'zustand';

export const runTabs = ['live', 'logbook', 'hall-of-fame', 'replay', 'holdout', 'failures', 'compare'] as const;
export type RunTab = (typeof runTabs)[number];

/** What the window shows. Its address is kept in the location's hash, so that reload and back work. */
export type View =
  | { readonly name: 'new' }
  | { readonly name: 'runs' }
  | { readonly name: 'data' }
  | { readonly name: 'run'; readonly run: string; readonly tab: RunTab };

/** `#/runs/ID/replay` and the like as a view; anything else is the form of a new experiment. */
export function viewOf(hash: string): View {
  const [name, encoded, tab] = hash.replace(/^#\/?/, '').split('/');
  const run = decoded(encoded);
  if (name === 'runs' && run) return { name: 'run', run, tab: runTabs.find((t) => t === tab) ?? 'live' };
  if (name === 'runs') return { name: 'runs' };
  if (name === 'data') return { name: 'data' };
  return { name: 'new' };
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
