import { Button, Dialog, DialogBody, DialogFooter, InputGroup, Radio, RadioGroup } from '@blueprintjs/core';
import { Export } from '@blueprintjs/icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { type ExportFormat, type ExportOptions, exportFormats } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { Field } from '../../../components/Field.tsx';
import { Failed } from '../../../components/Notice.tsx';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';
import { toast, toastError } from '../../../state/toaster.ts';
import { closeExport, type ExportTarget } from '../../../state/window.ts';
import { ExportOptionsFields } from './ExportOptionsFields.tsx';

const texts: Record<ExportFormat, { readonly name: string; readonly help: string }> = {
  json: { name: 'JSON', help: 'Everything, with trees, settings, seed and the hash of the data: can be reproduced.' },
  csv: { name: 'CSV', help: 'A table of the strategies with their metrics, for a spreadsheet.' },
  typescript: { name: 'TypeScript', help: 'One module without dependencies: signal(bars, i) decides as the engine does.' },
  trades: { name: 'Trades', help: 'A line for each trade, as a table: times, prices, net, return, MAE and MFE.' },
};

/** Asks for format and number and shows what would be written; then main asks where to save. */
export function ExportDialog({ target }: { readonly target: ExportTarget }) {
  const ofRun = 'run' in target ? target.run : null;
  const hall = useQuery({ ...query('runs.hallOfFame', { run: ofRun ?? '' }), enabled: ofRun !== null });
  const most = Math.min(1000, hall.data?.length ?? 1000);
  const [format, setFormat] = useState<ExportFormat>(('format' in target && target.format) || 'json');
  const [options, setOptions] = useState<ExportOptions>({});
  const [typed, setTyped] = useState<string | null>(null);
  const top = typed ?? String(hall.data ? most : '');
  const number = Number(top);
  const valid = ofRun === null || (Number.isInteger(number) && number >= 1 && number <= most);
  const request =
    'run' in target ? { run: target.run, top: number, format, options } : { strategies: [...target.strategies], format, options };
  const save = useMutation({
    mutationFn: () => call('exports.save', request),
    onSuccess: (saved) => {
      if (!saved) return;
      closeExport();
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
    <Dialog isOpen onClose={closeExport} title="Export strategies" icon={<Export />} className="export-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) save.mutate();
        }}
      >
        <DialogBody>
          <div className="export-columns">
            <div className="export-choices">
              <RadioGroup label="Format" selectedValue={format} onChange={(event) => setFormat(event.currentTarget.value as ExportFormat)}>
                {exportFormats.map((key) => (
                  <Radio key={key} value={key} labelElement={<strong>{texts[key].name}</strong>}>
                    <span className="radio-help">{texts[key].help}</span>
                  </Radio>
                ))}
              </RadioGroup>
              {ofRun === null ? (
                <p className="help">
                  {'strategies' in target && target.strategies.length === 1
                    ? 'One strategy.'
                    : `${count('strategies' in target ? target.strategies.length : 0)} strategies, in the order of the table.`}
                </p>
              ) : (
                <Field
                  label="How many"
                  help={`From the top of the hall of fame, which holds ${most}.`}
                  error={top !== '' && !valid ? `A whole number from 1 to ${most}` : undefined}
                >
                  <InputGroup className="number-input" inputMode="numeric" value={top} onValueChange={setTyped} />
                </Field>
              )}
              <ExportOptionsFields format={format} options={options} onChange={setOptions} />
            </div>
            {hall.error ? (
              <Failed what="The hall of fame" error={hall.error} retry={() => hall.refetch()} />
            ) : (
              <Preview request={request} enabled={valid && (ofRun === null || hall.data !== undefined)} />
            )}
          </div>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={closeExport} />
              <Button ref={button} type="submit" intent="primary" text="Save…" loading={save.isPending} disabled={!valid} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

type Request = Parameters<typeof call<'exports.preview'>>[1];

/** The very text that will be written, from its beginning. */
function Preview({ request, enabled }: { readonly request: Request; readonly enabled: boolean }) {
  const wanted = useDeferredValue(request);
  const preview = useQuery({ ...query('exports.preview', wanted), enabled, placeholderData: keepPreviousData, gcTime: 5_000 });
  const { data, error } = preview;
  const cut = data !== undefined && data.text.length < data.characters;
  return (
    <section className="export-preview" aria-label="Preview">
      <header>
        <strong className="ellipsis">{data?.name ?? 'Preview'}</strong>
        {data && (
          <span className="help numbers">
            {count(data.lines)} {data.lines === 1 ? 'line' : 'lines'} · {count(data.characters)} characters
            {cut ? `, the first ${count(data.text.length)} shown` : ''}
          </span>
        )}
      </header>
      {error ? (
        <Failed what="The preview" error={error} retry={() => preview.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <pre tabIndex={0}>{data?.text ?? (enabled ? 'Loading …' : '')}</pre>
      )}
    </section>
  );
}
