import type { DockviewApi, SerializedDockview } from 'dockview-react';
import { changeSettings, useSettings } from '../../state/settings.ts';
import type { DockLine } from './panels.ts';

/** Below this width everything stands in one group. */
const WIDE = 1100;
const SIDE = 0.42;
const KEPT_AFTER_MS = 400;

/** As the user left it; as it is at first when there is nothing, or nothing that can be read. */
export function restoreLayout(api: DockviewApi, kind: string, panels: readonly DockLine[]): void {
  const kept = useSettings.getState().layouts[kind];
  try {
    if (kept && isOf(kept, panels)) {
      api.fromJSON(kept as SerializedDockview);
      return;
    }
  } catch (error) {
    console.info(`The layout of ${kind} could not be read and is as at first.`, error);
  }
  firstLayout(api, panels);
}

/** Whether every panel of a layout still exists. */
function isOf(layout: unknown, panels: readonly DockLine[]): boolean {
  const ids = Object.keys((layout as Partial<SerializedDockview>).panels ?? {});
  return ids.every((id) => panels.some((panel) => panel.id === id));
}

/** The panels that are open at first: those of the side beside the others, where there is room. */
export function firstLayout(api: DockviewApi, panels: readonly DockLine[]): void {
  api.clear();
  const wide = api.width >= WIDE;
  for (const panel of panels) if (!panel.closed) addPanel(api, panels, panel.id, wide);
  const front = panels.find((panel) => panel.home === 'main');
  if (front) api.getPanel(front.id)?.api.setActive();
}

/** Opens a panel among those of the same home; the first of the side gets a group of its own. */
export function addPanel(api: DockviewApi, panels: readonly DockLine[], id: string, wide = api.width >= WIDE): void {
  const panel = panels.find((p) => p.id === id);
  if (!panel) return;
  const { title, home } = panel;
  const neighbour = panels.map((p) => (p.home === home ? api.getPanel(p.id) : undefined)).find((p) => p !== undefined);
  const group = neighbour?.group ?? (wide ? undefined : api.activeGroup);
  if (group) api.addPanel({ id, title, component: 'panel', position: { referenceGroup: group } });
  else if (api.groups.length === 0) api.addPanel({ id, title, component: 'panel' });
  else {
    const direction = home === 'side' ? 'right' : 'left';
    api.addPanel({
      id,
      title,
      component: 'panel',
      position: { direction },
      initialWidth: Math.round(api.width * (home === 'side' ? SIDE : 1 - SIDE)),
    });
  }
}

/** Keeps the layout whenever the user has changed it, until the returned function is called. */
export function keepLayout(api: DockviewApi, kind: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    timer = undefined;
    if (api.hasMaximizedGroup()) return;
    const layout = api.toJSON();
    const { layouts } = useSettings.getState();
    if (JSON.stringify(layouts[kind]) !== JSON.stringify(layout)) void changeSettings({ layouts: { ...layouts, [kind]: layout } });
  };
  const following = api.onDidLayoutChange(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, KEPT_AFTER_MS);
  });
  return () => {
    following.dispose();
    // What was changed just before the view was left is kept too.
    if (timer !== undefined) {
      clearTimeout(timer);
      keep();
    }
  };
}
