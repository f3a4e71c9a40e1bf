import type { IDockviewPanelProps } from 'dockview-react';
import { Activity, useRef, useSyncExternalStore } from 'react';
import { Crash } from '../Crash.tsx';
import { useDockContent } from './context.ts';

/**
 * What stands in a panel. One that is behind another is not drawn and follows nothing, since charts that nobody sees would
 * cost as much as those one does; what the user has chosen in it is kept.
 */
export function PanelHost({ api }: IDockviewPanelProps) {
  const { panels, content } = useDockContent();
  const visible = useSyncExternalStore(
    (changed) => {
      const following = api.onDidVisibilityChange(changed);
      return () => following.dispose();
    },
    () => api.isVisible,
  );
  const Content = panels.find((panel) => panel.id === api.id)?.component;
  const seen = useRef<React.JSX.Element>(null);
  if (visible && Content) seen.current = <Content {...content} />;
  return (
    <Activity mode={visible ? 'visible' : 'hidden'}>
      {seen.current && (
        <div className="dock-panel" data-panel={api.id}>
          <Crash.Boundary part="This panel">{seen.current}</Crash.Boundary>
        </div>
      )}
    </Activity>
  );
}
