import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { GridView } from '@blueprintjs/icons';
import type { DatabankEntry } from '../../../preload/contract.ts';
import { count } from '../../format/numbers.ts';
import { Correlations } from '../compare/Correlations.tsx';

/** As many as can be told apart in a picture, and are computed at once. */
export const MOST_CORRELATED = 200;

interface CorrelationDialogProps {
  readonly entries: readonly DatabankEntry[];
  readonly close: () => void;
}

/** How the returns of entries go together. */
export function CorrelationDialog({ entries, close }: CorrelationDialogProps) {
  const shown = entries.slice(0, MOST_CORRELATED);
  return (
    <Dialog isOpen onClose={close} title="Correlation of returns" icon={<GridView />} className="correlation-dialog">
      <DialogBody>
        {entries.length > shown.length && (
          <p className="help">
            The first {count(shown.length)} of {count(entries.length)}, in the order of the table.
          </p>
        )}
        <Correlations strategies={shown.map((entry) => ({ ref: { entry: entry.id }, name: `#${entry.id}`, strategy: entry.strategy }))} />
      </DialogBody>
      <DialogFooter actions={<Button text="Close" onClick={close} />} />
    </Dialog>
  );
}
