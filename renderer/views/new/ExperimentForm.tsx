import { Button, Callout } from '@blueprintjs/core';
import { Code, Play, Reset } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { failureOf } from '../../client.ts';
import { type Draft, leaveFork, useDraft } from '../../state/draft.ts';
import { go } from '../../state/navigation.ts';
import { queryClient } from '../../state/queries.ts';
import { readDraft } from '../../state/read-draft.ts';
import { DataSection } from './DataSection.tsx';
import { EvolutionSection } from './EvolutionSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { JsonPane, type TypedJson } from './JsonPane.tsx';
import { ObjectivesSection } from './ObjectivesSection.tsx';
import { SearchDetail } from './SearchDetail.tsx';
import { StrategySection } from './StrategySection.tsx';
import { startOf, workOf } from './start.ts';

interface ExperimentFormProps {
  readonly draft: Draft;
  readonly datasets: readonly Dataset[];
}

/** All settings of an experiment, checked while they are typed, and the button that starts it. */
export function ExperimentForm({ draft, datasets }: ExperimentFormProps) {
  const [json, setJson] = useState(false);
  const [typed, setTyped] = useState<TypedJson | null>(null);
  const dataset = datasets.find((d) => d.id === draft.data || d.name === draft.data) ?? null;
  const read = useMemo(() => readDraft(draft, dataset?.bars ?? null), [draft, dataset]);
  const unread = json && typed?.draft === draft && !typed.read.ok;
  const { fork } = draft;
  const [refused, setRefused] = useState<Draft | null>(null);
  const start = useMutation({
    mutationFn: async () => {
      if (!read.ok) throw new Error('The form has mistakes');
      return startOf(draft, read.experiment, read.settings);
    },
    onSuccess: (run) => {
      queryClient.setQueryData(['runs.get', { run: run.id }], run);
      go({ name: 'run', run: run.id, tab: 'live' });
    },
  });

  const reason = start.error && refused === draft ? start.error : null;
  const seed = reason && refusedSeed(failureOf(reason).message);
  const errors = read.ok ? { ...seed } : read.errors;
  const mistakes = Object.keys(errors).length;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefused(draft);
    if (read.ok && dataset && !unread) start.mutate();
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const status = unread ? 'The JSON needs a look' : mistakes > 0 ? needsALook(mistakes) : read.ok ? workOf(read.experiment, draft) : '';

  return (
    <form className="experiment-form" onSubmit={submit} noValidate aria-label="Experiment">
      <header className="view-head">
        <h1>{fork ? 'Fork' : 'New experiment'}</h1>
        <p className="muted">
          {fork
            ? `It shares generations 0 to ${fork.generation} of “${fork.name}” and goes on with what you change here. Data, periods, objectives and population stay.`
            : 'Breed trading rules on past bars, generation after generation. The defaults are a good first run.'}
        </p>
        <span className="spring" />
        <Button
          icon={<Code />}
          text="JSON"
          active={json}
          aria-pressed={json}
          title="The experiment as a file, beside the form"
          onClick={() => setJson(!json)}
        />
      </header>
      <div className={json ? 'form-split with-json' : 'form-split'}>
        <div className="view-body form-body">
          <DataSection draft={draft} dataset={dataset} datasets={datasets} errors={errors} />
          <div className="form-columns">
            <GeneralSection draft={draft} errors={errors} />
            <EvolutionSection draft={draft} errors={errors} />
            <StrategySection draft={draft} errors={errors} />
            <ObjectivesSection draft={draft} errors={errors} />
          </div>
          <SearchDetail draft={draft} errors={errors} />
        </div>
        {json && <JsonPane draft={draft} typed={typed} onType={setTyped} />}
      </div>
      {reason && <Refused error={reason} />}
      <footer className="form-foot">
        <span className={mistakes > 0 || unread ? 'error' : 'muted'} role="status">
          {status}
        </span>
        <span className="spring" />
        {fork ? (
          <Button text="Give up the fork" variant="minimal" onClick={leaveFork} />
        ) : (
          <Button text="Reset to defaults" icon={<Reset />} variant="minimal" onClick={() => useDraft.setState({ draft: null })} />
        )}
        <Button
          type="submit"
          intent="primary"
          icon={<Play />}
          text={fork ? 'Start fork' : 'Start experiment'}
          loading={start.isPending}
          disabled={!dataset}
        />
      </footer>
    </form>
  );
}

/** A seed that main refused, as a mistake of its line. */
function refusedSeed(message: string): Record<string, string> {
  const [, number, what] = /^Seed (\d+): (.*)/s.exec(message) ?? [];
  return number && what ? { [`seeds.${Number(number) - 1}`]: what } : {};
}

const needsALook = (mistakes: number) => (mistakes === 1 ? '1 field needs a look' : `${mistakes} fields need a look`);

/** Why main did not start it; gone as soon as the form changes. */
function Refused({ error }: { readonly error: unknown }) {
  const { code, message, details } = failureOf(error);
  const lines = details.filter((line) => line !== message);
  return (
    <Callout
      intent="danger"
      compact
      className="form-refused"
      role="alert"
      {...(code === 'bug' ? { title: 'This should not have happened' } : {})}
    >
      <p className="breakable">{message}</p>
      {lines.length > 0 && (
        <ul>
          {lines.slice(0, 8).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Callout>
  );
}
