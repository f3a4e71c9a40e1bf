import { Button } from '@blueprintjs/core';
import { PanelTable } from '@blueprintjs/icons';
import { useDock } from '../../state/dock.ts';
import { Empty } from '../Notice.tsx';
import { useDockContent } from './context.ts';

/** What stands where every panel has been closed: the way to have them back. */
export function NoPanels() {
  const { panels } = useDockContent();
  const dock = useDock((s) => s.dock);
  return (
    <div className="no-panels">
      <Empty
        icon={<PanelTable size={40} />}
        title="Every panel is closed"
        action={<Button intent="primary" text="Reset the layout" onClick={() => dock?.reset()} />}
      >
        Open one of them again, or all of them as they were at first.
      </Empty>
      <div className="no-panels-list">
        {panels.map(({ id, title, icon }) => (
          <Button key={id} icon={icon} text={title} onClick={() => dock?.open(id)} />
        ))}
      </div>
    </div>
  );
}
