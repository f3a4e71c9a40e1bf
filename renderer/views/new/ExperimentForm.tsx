import { Button } from '@blueprintjs/core';
import { Code, Reset } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import type { Dataset, When } from '../../../preload/contract.ts';
import { failureOf } from '../../client.ts';
import { Refused } from '../../components/Refused.tsx';
import { type Draft, leaveFork, useDraft } from '../../state/draft.ts';
import { go } from '../../state/navigation.ts';
import { queryClient } from '../../state/queries.ts';
import { readDraft } from '../../state/read-draft.ts';
import { toast } from '../../state/toaster.ts';
import { ExperimentTabs } from '../experiments/ExperimentTabs.tsx';
import { DataSection } from './DataSection.tsx';
import { EstimateLine } from './EstimateLine.tsx';
import { EvolutionSection } from './EvolutionSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { JsonPane, type TypedJson } from './JsonPane.tsx';
import { ObjectivesSection } from './ObjectivesSection.tsx';
import { SavePreset } from './SavePreset.tsx';
import { SearchDetail } from './SearchDetail.tsx';
import { StartButtons, whenOf } from './StartButtons.tsx';
import { StrategySection } from './StrategySection.tsx';
import { startOf, workOf } from './start.ts';
import { UnusedNote } from './UnusedNote.tsx';

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
    mutationFn: async (when: When) => {
      if (!read.ok) throw new Error('The form has mistakes');
      return startOf(draft, read.experiment, read.settings, when);
    },
    onSuccess: (run) => {
      queryClient.setQueryData(['runs.get', { run: run.id }], run);
      if (run.state === 'queued') void toast(`${run.name} is queued at place ${run.place}`);
      go(run.state === 'queued' ? { name: 'runs' } : { name: 'run', run: run.id, tab: 'live' });
    },
  });

  const reason = start.error && refused === draft ? start.error : null;
  const seed = reason && refusedSeed(failureOf(reason).message);
  const errors = read.ok ? { ...seed } : read.errors;
  const mistakes = Object.keys(errors).length;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefused(draft);
    if (read.ok && dataset && !unread) start.mutate(whenOf(event.currentTarget));
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const status = unread ? 'The JSON needs a look' : mistakes > 0 ? needsALook(mistakes) : read.ok ? workOf(read.experiment, draft) : '';

  return (
    <form className="experiment-form" onSubmit={submit} noValidate aria-label="Experiment">
      <header className="view-head">
        <h1>{fork ? 'Fork' : 'New experiment'}</h1>
        {!fork && <ExperimentTabs current="new" />}
        <p className={fork ? 'muted' : 'muted form-intro'}>
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
          {read.ok && <UnusedNote experiment={read.experiment} />}
        </div>
        {json && <JsonPane draft={draft} typed={typed} onType={setTyped} />}
      </div>
      {reason && <Refused error={reason} />}
      <footer className="form-foot">
        <span className={mistakes > 0 || unread ? 'error' : 'muted'} role="status">
          {status}
        </span>
        {read.ok && !unread && dataset && <EstimateLine experiment={read.experiment} draft={draft} />}
        <div className="form-buttons">
          {fork ? (
            <Button text="Give up the fork" variant="minimal" onClick={leaveFork} />
          ) : (
            <Button text="Reset to defaults" icon={<Reset />} variant="minimal" onClick={() => useDraft.setState({ draft: null })} />
          )}
          {!fork && <SavePreset experiment={read.ok ? read.experiment : null} />}
          <StartButtons what={fork ? 'fork' : 'experiment'} pending={start.isPending ? start.variables : null} disabled={!dataset} />
        </div>
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
