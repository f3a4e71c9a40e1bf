import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useWindow } from '../state/window.ts';
import { CopyButton } from './CopyButton.tsx';

/** Why a file was refused, line by line. */
export function ImportProblem() {
  const problem = useWindow((s) => s.importProblem);
  const close = () => useWindow.setState({ importProblem: null });
  // A single problem is the message already.
  const details = (problem?.failure.details ?? []).filter((line) => line !== problem?.failure.message);
  return (
    <Dialog isOpen={problem !== null} onClose={close} title="This file was not imported" className="import-problem">
      <DialogBody>
        <p className="breakable">
          <strong>{problem?.file}</strong>: {problem?.failure.message}
        </p>
        {details.length > 0 && (
          <ol className="problem-lines" aria-label="Problems">
            {details.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
              <li key={i}>{line}</li>
            ))}
          </ol>
        )}
        {problem?.failure.code === 'bug' && <p className="muted">This is a fault of Organism. Please report it with the text above.</p>}
      </DialogBody>
      <DialogFooter actions={<Button intent="primary" text="Close" onClick={close} />}>
        {details.length > 0 && <CopyButton label="Copy problems" text={() => details.join('\n')} />}
      </DialogFooter>
    </Dialog>
  );
}
