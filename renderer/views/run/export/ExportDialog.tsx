import { Button, Dialog, DialogBody, DialogFooter, InputGroup, Radio, RadioGroup } from '@blueprintjs/core';
import { Export } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ExportFormat, exportFormats } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { Field } from '../../../components/Field.tsx';
import { query } from '../../../state/queries.ts';
import { toast, toastError } from '../../../state/toaster.ts';
import { openExport } from '../../../state/window.ts';

const texts: Record<ExportFormat, { readonly name: string; readonly help: string }> = {
  json: { name: 'JSON', help: 'Everything, with trees, settings, seed and the hash of the data: can be reproduced.' },
  csv: { name: 'CSV', help: 'A table of the strategies with their metrics, for a spreadsheet.' },
  typescript: { name: 'TypeScript', help: 'One module without dependencies: signal(bars, i) decides as the engine does.' },
};

/** Asks for format and number, then main asks where to save. */
export function ExportDialog({ run }: { readonly run: string }) {
  const hall = useQuery(query('runs.hallOfFame', { run }));
  const most = Math.min(1000, hall.data?.length ?? 1000);
  const [format, setFormat] = useState<ExportFormat>('json');
  const [typed, setTyped] = useState<string | null>(null);
  const top = typed ?? String(hall.data ? most : '');
  const number = Number(top);
  const valid = Number.isInteger(number) && number >= 1 && number <= most;
  const close = () => openExport(null);
  const save = useMutation({
    mutationFn: () => call('exports.save', { run, format, top: number }),
    onSuccess: (saved) => {
      if (!saved) return;
      close();
      const [first, ...others] = saved.files;
      void toast(`Saved ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`, 'success', 10_000);
    },
    onError: toastError,
  });
  const button = useRef<HTMLButtonElement>(null);
  // A button that waits is disabled and loses the focus; without it Escape and Tab would go nowhere after a cancel.
  useEffect(() => {
    if (save.status === 'success' || save.status === 'error') button.current?.focus();
  }, [save.status]);
  return (
    <Dialog isOpen onClose={close} title="Export strategies" icon={<Export />} className="export-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) save.mutate();
        }}
      >
        <DialogBody>
          <RadioGroup label="Format" selectedValue={format} onChange={(event) => setFormat(event.currentTarget.value as ExportFormat)}>
            {exportFormats.map((key) => (
              <Radio key={key} value={key} labelElement={<strong>{texts[key].name}</strong>}>
                <span className="radio-help">{texts[key].help}</span>
              </Radio>
            ))}
          </RadioGroup>
          <Field
            label="How many"
            help={`From the top of the hall of fame, which holds ${most}.`}
            error={top !== '' && !valid ? `A whole number from 1 to ${most}` : undefined}
          >
            <InputGroup className="number-input" inputMode="numeric" value={top} onValueChange={setTyped} />
          </Field>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={close} />
              <Button ref={button} type="submit" intent="primary" text="Save…" loading={save.isPending} disabled={!valid} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
