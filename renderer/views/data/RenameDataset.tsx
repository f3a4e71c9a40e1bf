import { Button, Dialog, DialogBody, DialogFooter, InputGroup } from '@blueprintjs/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { call, failureOf } from '../../client.ts';
import { Field } from '../../components/Field.tsx';

interface RenameDatasetProps {
  readonly dataset: Dataset;
  readonly close: () => void;
}

/** Another name for a data set; its id, which experiments know it by, stays. */
export function RenameDataset({ dataset, close }: RenameDatasetProps) {
  const [name, setName] = useState(dataset.name);
  const rename = useMutation({ mutationFn: () => call('datasets.rename', { dataset: dataset.id, name }), onSuccess: close });
  const error = name.trim() === '' ? 'Needs a text' : rename.error ? failureOf(rename.error).message : undefined;
  return (
    <Dialog isOpen onClose={close} title="Rename data set" className="small-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') rename.mutate();
        }}
      >
        <DialogBody>
          <Field label="Name" help={`Its id, ${dataset.id}, stays: experiments find it by that.`} error={error}>
            <InputGroup autoFocus value={name} maxLength={200} onValueChange={setName} />
          </Field>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={close} />
              <Button type="submit" intent="primary" text="Rename" loading={rename.isPending} disabled={name.trim() === ''} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
