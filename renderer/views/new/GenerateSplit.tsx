import { Button, Dialog, DialogBody, DialogFooter, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { splitSchema } from '../../../preload/contract.ts';
import { failureOf } from '../../client.ts';
import { Field } from '../../components/Field.tsx';
import { date, timeAt } from '../../format/time.ts';
import { changeDraft, type Draft } from '../../state/draft.ts';
import { explain } from '../../state/explain.ts';
import { query } from '../../state/queries.ts';
import { inputOfSplit, type SplitDraft, splitDraftOf, splitFields, splitMethods } from '../../state/split-draft.ts';

interface GenerateSplitProps {
  readonly draft: Draft;
  readonly bars: number;
  readonly time: Float64Array | undefined;
}

/** Training, validation and holdout cut by a method, shown before they are taken. */
export function GenerateSplit({ draft, bars, time }: GenerateSplitProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" text="Generate…" onClick={() => setOpen(true)} />
      <Dialog isOpen={open} onClose={() => setOpen(false)} title="Generate periods" className="split-dialog">
        {open && <Form draft={draft} bars={bars} time={time} close={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Form({ draft, bars, time, close }: GenerateSplitProps & { readonly close: () => void }) {
  const [split, setSplit] = useState<SplitDraft>(() => splitDraftOf(draft.kept.split));
  const read = splitSchema.safeParse(inputOfSplit(split));
  const errors = Object.fromEntries((read.error?.issues ?? []).map((issue) => [issue.path.join('.'), explain(issue)]));
  const window = Number(draft.numbers.window);
  const preview = useQuery({
    ...query('experiments.split', { data: draft.data, window, split: read.data ?? { method: 'shares' } }),
    enabled: read.success && Number.isInteger(window) && window >= 2,
    placeholderData: keepPreviousData,
  });
  const periods = read.success ? preview.data : undefined;
  const dateAt = (bar: number) => (time ? date(timeAt(time, bars, bar)) : String(bar));
  const rows = periods
    ? (
        [
          ['periods', periods.periods],
          ['validation', periods.validation],
          ['holdout', periods.holdout],
        ] as const
      ).flatMap(([role, list]) => list.map((period) => ({ role, ...period })))
    : [];
  const take = () => {
    if (!periods) return;
    const own = (list: typeof periods.periods) => list.map((p, id) => ({ id, start: String(p.start), end: String(p.end), name: p.name }));
    changeDraft(({ kept: { split: _, ...kept }, ...d }) => ({
      ...d,
      kept,
      periods: own(periods.periods),
      validation: own(periods.validation),
      holdout: own(periods.holdout),
    }));
    close();
  };
  const method = splitMethods[split.method];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        take();
      }}
    >
      <DialogBody>
        <div className="fields">
          <div className="wide">
            <Field label="Method" help={method.help}>
              <HTMLSelect
                fill
                value={split.method}
                options={Object.entries(splitMethods).map(([value, { name }]) => ({ value, label: name }))}
                onChange={({ currentTarget }) => setSplit({ ...split, method: currentTarget.value as SplitDraft['method'] })}
              />
            </Field>
          </div>
          {method.fields.map((name) => (
            <Field key={name} label={splitFields[name].label} help={splitFields[name].help} error={errors[name]}>
              <InputGroup
                className="number-input"
                inputMode="decimal"
                placeholder={splitFields[name].placeholder ?? ''}
                value={split.numbers[name]}
                onValueChange={(value) => setSplit({ ...split, numbers: { ...split.numbers, [name]: value } })}
              />
            </Field>
          ))}
          {split.method === 'walkForward' && (
            <Field label="Training" help="From the first bar on, or a stretch that moves along.">
              <HTMLSelect
                fill
                value={split.mode}
                options={[
                  { value: 'anchored', label: 'Anchored' },
                  { value: 'rolling', label: 'Rolling' },
                ]}
                onChange={({ currentTarget }) => setSplit({ ...split, mode: currentTarget.value === 'rolling' ? 'rolling' : 'anchored' })}
              />
            </Field>
          )}
        </div>
        {read.success && preview.error && (
          <p className="error split-preview" role="alert">
            {failureOf(preview.error).message}
          </p>
        )}
        {rows.length > 0 && !preview.error && (
          <ul className="split-preview" aria-label="Periods">
            {rows.map((row) => (
              <li key={`${row.role}-${row.start}-${row.end}`}>
                <span className={`swatch period-swatch role-${row.role}`} aria-hidden="true" />
                <span>{row.name}</span>
                <span className="muted numbers">
                  {dateAt(row.start)} – {dateAt(row.end - 1)}
                </span>
                <span className="muted numbers">
                  {row.start} – {row.end}
                </span>
              </li>
            ))}
          </ul>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={close} />
            <Button
              type="submit"
              intent="primary"
              text="Use these periods"
              disabled={!periods || preview.error !== null || preview.isFetching}
            />
          </>
        }
      />
    </form>
  );
}
