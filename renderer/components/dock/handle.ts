import type { DockviewApi, DockviewGroupPanel } from 'dockview-react';
import type { DockDirection, DockHandle } from '../../state/dock.ts';
import { addPanel, firstLayout } from './layout.ts';
import type { DockLine } from './panels.ts';

const positions = { left: 'left', right: 'right', up: 'top', down: 'bottom' } as const satisfies Record<DockDirection, string>;

/** A dock as commands move it. */
export function dockHandle(api: DockviewApi, panels: readonly DockLine[]): DockHandle {
  const nextOf = (group: DockviewGroupPanel | undefined) => {
    const { groups } = api;
    return group && groups[(groups.indexOf(group) + 1) % groups.length];
  };
  const focus = (id: string | undefined) => {
    const tab = document.querySelector<HTMLElement>(`.dock [role="tab"][data-tab-panel-id="${CSS.escape(id ?? '')}"]`);
    tab?.focus();
  };
  return {
    panels: () => panels.map(({ id, title }) => ({ id, title, open: api.getPanel(id) !== undefined })),
    open(id) {
      if (!api.getPanel(id)) addPanel(api, panels, id);
      api.getPanel(id)?.api.setActive();
    },
    close: (id) => api.getPanel(id)?.api.close(),
    active: () => api.activePanel?.id ?? null,
    step(by) {
      const group = api.activeGroup;
      const at = group?.panels.findIndex((panel) => panel.id === group.activePanel?.id) ?? -1;
      if (!group || at < 0) return;
      const next = group.panels[(at + by + group.panels.length) % group.panels.length];
      next?.api.setActive();
      focus(next?.id);
    },
    nextGroup() {
      const panel = nextOf(api.activeGroup)?.activePanel;
      panel?.api.setActive();
      focus(panel?.id);
    },
    split(direction) {
      const panel = api.activePanel;
      if (!panel || panel.group.panels.length < 2) return;
      panel.api.moveTo({ group: panel.group, position: positions[direction] });
      focus(panel.id);
    },
    moveToNextGroup() {
      const panel = api.activePanel;
      const group = nextOf(panel?.group);
      if (!panel || !group || group === panel.group) return;
      panel.api.moveTo({ group });
      focus(panel.id);
    },
    toggleMaximised() {
      if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
      else if (api.activePanel) api.maximizeGroup(api.activePanel);
    },
    reset() {
      if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
      firstLayout(api, panels);
    },
  };
}
