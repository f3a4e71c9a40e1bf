import { Cross } from '@blueprintjs/icons';
import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { useDockContent } from './context.ts';

/**
 * The tab of a panel. What screen readers and the keyboard need is on the element around it, which is the library's: arrows
 * move, Enter opens, Delete closes. The cross is for the mouse alone.
 */
export function DockTab({ api }: IDockviewPanelHeaderProps) {
  const { panels } = useDockContent();
  const panel = panels.find(({ id }) => id === api.id);
  return (
    <div className="dock-tab" title={panel?.title}>
      {panel?.icon}
      <span>{panel?.title ?? api.id}</span>
      {/* Not a button: inside a tab screen readers would not reach it. */}
      <span
        className="dock-tab-close"
        aria-hidden="true"
        title="Close panel (Delete)"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          api.close();
        }}
      >
        <Cross size={12} />
      </span>
    </div>
  );
}
