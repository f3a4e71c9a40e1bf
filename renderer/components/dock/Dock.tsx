import { type DockviewApi, DockviewReact, type DockviewReadyEvent, type DockviewTheme } from 'dockview-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDock } from '../../state/dock.ts';
import { type DockContent, DockContext } from './context.ts';
import { DockTab } from './DockTab.tsx';
import { dockHandle } from './handle.ts';
import { keepLayout, restoreLayout } from './layout.ts';
import { NoPanels } from './NoPanels.tsx';
import { PanelHost } from './PanelHost.tsx';
import type { DockPanel } from './panels.ts';

/** Brings the tab of each group's panel into sight. */
function showTabs(): void {
  for (const tab of document.querySelectorAll('.dock .dv-active-tab')) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const theme: DockviewTheme = { name: 'organism', className: 'dockview-organism', gap: 4, dndTabIndicator: 'line' };
const components = { panel: PanelHost };

interface DockProps<Props extends object> {
  /** The kind of view: its layout is kept under this name. */
  readonly kind: string;
  readonly panels: readonly DockPanel<Props>[];
  readonly content: Props;
  /** The panel in front, and what to do when the user brings another one there. */
  readonly active: string;
  readonly onActive: (id: string) => void;
}

/** Panels that can be moved, split, closed and opened again; how they stand is kept for the kind of view. */
export function Dock<Props extends object>({ kind, panels, content, active, onActive }: DockProps<Props>) {
  const [api, setApi] = useState<DockviewApi | null>(null);
  const dock = useMemo(() => api && dockHandle(api, panels), [api, panels]);
  const told = useRef(onActive);
  told.current = onActive;
  const current = useRef(active);
  current.current = active;
  /** The panel whose being active is on its way to the address, and back from there. */
  const announced = useRef<string>(null);
  const shared = useMemo<DockContent>(() => ({ panels: panels as unknown as readonly DockPanel<object>[], content }), [panels, content]);

  const onReady = ({ api: ready }: DockviewReadyEvent) => {
    restoreLayout(ready, kind, panels);
    setApi(ready);
  };

  // The address says which panel is in front. Before the next effect: whoever listens to the library is told at once which
  // panel is active, and would otherwise be told of the one that the kept layout had in front.
  useEffect(() => {
    const own = announced.current === active;
    announced.current = null;
    if (dock && !own && dock.active() !== active) dock.open(active);
  }, [dock, active]);

  // In a smaller window the tab in front may be out of sight, among those that have no room.
  useEffect(() => {
    if (!api) return;
    const showing = api.onDidLayoutChange(() => requestAnimationFrame(showTabs));
    const resize = new ResizeObserver(showTabs);
    for (const strip of document.querySelectorAll('.dock .dv-tabs-container')) resize.observe(strip);
    return () => {
      showing.dispose();
      resize.disconnect();
    };
  }, [api]);

  useEffect(() => {
    if (!api || !dock) return;
    useDock.setState({ dock });
    const keeping = keepLayout(api, kind);
    const following = api.onDidActivePanelChange(() => {
      const id = api.activePanel?.id;
      if (id === undefined || id === current.current) return;
      announced.current = id;
      told.current(id);
    });
    return () => {
      keeping();
      following.dispose();
      useDock.setState(({ dock: current }) => (current === dock ? { dock: null } : {}));
    };
  }, [api, dock, kind]);

  return (
    <DockContext.Provider value={shared}>
      <DockviewReact
        className="dock"
        theme={theme}
        components={components}
        defaultTabComponent={DockTab}
        watermarkComponent={NoPanels}
        disableFloatingGroups
        onReady={onReady}
      />
    </DockContext.Provider>
  );
}
