import { Button } from '@blueprintjs/core';
import { FloppyDisk } from '@blueprintjs/icons';
import { useState } from 'react';
import type { Experiment } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { LabelDialog } from '../../components/LabelDialog.tsx';
import { toast } from '../../state/toaster.ts';

/** Keeps what the form holds under a name, to start from it again. @param experiment null while the form has mistakes */
export function SavePreset({ experiment }: { readonly experiment: Experiment | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="minimal"
        icon={<FloppyDisk />}
        text="Save as preset…"
        disabled={experiment === null}
        title="Keep these settings, to start from them again"
        onClick={() => setOpen(true)}
      />
      {open && experiment && (
        <LabelDialog
          title="Save as preset"
          label={{ name: experiment.name, tags: [], note: '' }}
          nameHelp="How you will find it again among the presets."
          action="Save preset"
          save={async ({ name, tags, note }) => {
            await call('presets.save', { name, experiment, tags: [...tags], note });
            void toast(`Saved “${name}” among the presets`, 'success');
          }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
