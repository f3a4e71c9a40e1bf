import { Button, Callout, Dialog, DialogBody, DialogFooter, ProgressBar, Spinner, Tab, Tabs } from '@blueprintjs/core';
import { useState } from 'react';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { fileSizeText } from '../../../format/bars.ts';
import { count } from '../../../format/numbers.ts';
import { acceptImport, cancelImport, type Importing, takeKnown, useImport } from '../../../state/import-data.ts';
import { FindingList } from './FindingList.tsx';
import { ImportChoices } from './ImportChoices.tsx';
import { ImportFacts } from './ImportFacts.tsx';
import { SampleTable } from './SampleTable.tsx';

/** A file on its way in: what was recognised, what is wrong, and what can be chosen, before anything is kept. */
export function ImportDialog() {
  const importing = useImport((s) => s.importing);
  return (
    <Dialog
      isOpen={importing !== null}
      onClose={cancelImport}
      canOutsideClickClose={false}
      title={importing?.failure ? 'This file was not imported' : `Import ${importing?.file ?? ''}`}
      className={importing?.preview ? 'import-dialog' : 'import-dialog small'}
    >
      {importing && <Content importing={importing} />}
    </Dialog>
  );
}

function Content({ importing }: { readonly importing: Importing }) {
  const { failure, preview, sent, file } = importing;
  if (failure) return <Refused importing={importing} />;
  if (preview) return <Preview key={preview.id} importing={importing} />;
  return (
    <>
      <DialogBody>
        <div role="status" aria-live="polite">
          <p>{sent < 1 ? `Bringing ${file} …` : `Reading ${file} …`}</p>
          <ProgressBar {...(sent < 1 ? { value: sent } : {})} />
        </div>
      </DialogBody>
      <DialogFooter actions={<Button text="Cancel" onClick={cancelImport} />} />
    </>
  );
}

function Preview({ importing }: { readonly importing: Importing }) {
  const { preview, options, name, busy } = importing;
  const [chosen, setTab] = useState<string | null>(null);
  if (!preview) return null;
  const { problems, warnings, gaps, known, place, recognised } = preview;
  const format = recognised?.format ?? 'csv';
  const lists = [
    { id: 'problems', title: 'Problems', findings: problems, as: 'problems' as const },
    { id: 'notes', title: 'Notes', findings: warnings, as: 'notes' as const },
    { id: 'gaps', title: 'Gaps', findings: gaps, as: 'notes' as const },
  ].filter(({ findings }) => findings.count > 0);
  const tab = lists.some(({ id }) => id === chosen) ? chosen : (lists[0]?.id ?? null);
  return (
    <>
      <DialogBody className="import-body">
        <ImportChoices preview={preview} options={options} name={name} busy={busy} />
        <div className="import-found">
          <p className="import-format">
            {format === 'parquet' ? 'Parquet' : 'Text'}, {fileSizeText(preview.size)}
            {recognised && `, ${count(recognised.lines)} ${place}s, ${recognised.order}`}
            {busy && <Spinner size={14} className="import-busy" />}
          </p>
          <ImportFacts preview={preview} />
          {known && (
            <Callout compact intent="primary" className="import-known">
              These bars are here already, as “{known.name}”. <Button size="small" text={`Use ${known.name}`} onClick={takeKnown} />
            </Callout>
          )}
          {preview.columns.length > 0 && <SampleTable preview={preview} options={options} busy={busy} />}
          {tab !== null && (
            <Tabs id="findings" selectedTabId={tab} onChange={(id) => setTab(String(id))} className="finding-tabs">
              {lists.map(({ id, title, findings, as }) => (
                <Tab
                  key={id}
                  id={id}
                  title={title}
                  tagContent={count(findings.count)}
                  tagProps={{ minimal: true, intent: id === 'problems' ? 'danger' : 'none' }}
                  panel={<FindingList findings={findings} place={place} as={as} format={format} options={options} busy={busy} />}
                />
              ))}
            </Tabs>
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={cancelImport} />
            <Button
              intent="primary"
              text="Import"
              loading={busy}
              disabled={preview.facts === null || known !== null || name.trim() === ''}
              onClick={acceptImport}
            />
          </>
        }
      >
        <span role="status" className={problems.count > 0 ? 'error' : 'muted'}>
          {statusOf(importing)}
        </span>
      </DialogFooter>
    </>
  );
}

function statusOf({ preview, busy }: Importing): string {
  if (busy || !preview) return 'Reading the file …';
  if (preview.problems.count > 0)
    return `${count(preview.problems.count)} ${preview.problems.count === 1 ? 'problem' : 'problems'} to solve: nothing is imported before`;
  return `${count(preview.facts?.bars)} bars will be kept`;
}

/** Why a file could not even be read. */
function Refused({ importing: { file, failure } }: { readonly importing: Importing }) {
  if (!failure) return null;
  const details = failure.details.filter((line) => line !== failure.message);
  return (
    <>
      <DialogBody>
        <p className="breakable">
          <strong>{file}</strong>: {failure.message}
        </p>
        {details.length > 0 && (
          <ol className="problem-lines" aria-label="Problems">
            {details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        )}
        {failure.code === 'bug' && <p className="muted">This is a fault of Organism. Please report it with the text above.</p>}
      </DialogBody>
      <DialogFooter actions={<Button intent="primary" text="Close" onClick={cancelImport} />}>
        {details.length > 0 && <CopyButton label="Copy problems" text={() => details.join('\n')} />}
      </DialogFooter>
    </>
  );
}
