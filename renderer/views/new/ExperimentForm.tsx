import { Button } from '@blueprintjs/core';
import { Play, Reset } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { count } from '../../format/numbers.ts';
import { type Draft, useDraft } from '../../state/draft.ts';
import { go } from '../../state/navigation.ts';
import { queryClient } from '../../state/queries.ts';
import { readDraft } from '../../state/read-draft.ts';
import { toastError } from '../../state/toaster.ts';
import { DataSection } from './DataSection.tsx';
import { EvolutionSection } from './EvolutionSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { ObjectivesSection } from './ObjectivesSection.tsx';
import { StrategySection } from './StrategySection.tsx';

interface ExperimentFormProps {
  readonly draft: Draft;
  readonly datasets: readonly Dataset[];
}

/** All settings of an experiment, checked while they are typed, and the button that starts it. */
export function ExperimentForm({ draft, datasets }: ExperimentFormProps) {
  const dataset = datasets.find((d) => d.id === draft.data || d.name === draft.data) ?? null;
  const read = useMemo(() => readDraft(draft, dataset?.bars ?? null), [draft, dataset]);
  const errors = read.ok ? {} : read.errors;
  const start = useMutation({
    mutationFn: async () => {
      if (!read.ok) throw new Error('The form has mistakes');
      return call('experiments.start', { experiment: read.experiment, settings: read.settings });
    },
    onSuccess: async (run) => {
      queryClient.setQueryData(['runs.get', { run: run.id }], run);
      go({ name: 'run', run: run.id, tab: 'live' });
    },
    onError: toastError,
  });
  const mistakes = Object.keys(errors).length;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (read.ok && dataset) start.mutate();
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  return (
    <form className="experiment-form" onSubmit={submit} noValidate aria-label="Experiment">
      <header className="view-head">
        <h1>New experiment</h1>
        <p className="muted">Breed trading rules on past bars, generation after generation. The defaults are a good first run.</p>
      </header>
      <div className="view-body form-body">
        <DataSection draft={draft} dataset={dataset} datasets={datasets} errors={errors} />
        <div className="form-columns">
          <GeneralSection draft={draft} errors={errors} />
          <EvolutionSection draft={draft} errors={errors} />
          <StrategySection draft={draft} errors={errors} />
          <ObjectivesSection draft={draft} errors={errors} />
        </div>
      </div>
      <footer className="form-foot">
        <span className={mistakes > 0 ? 'error' : 'muted'} role="status">
          {summary(read.ok ? read.experiment : null, mistakes)}
        </span>
        <span className="spring" />
        <Button text="Reset to defaults" icon={<Reset />} variant="minimal" onClick={() => useDraft.setState({ draft: null })} />
        <Button type="submit" intent="primary" icon={<Play />} text="Start experiment" loading={start.isPending} disabled={!dataset} />
      </footer>
    </form>
  );
}

/** How much work the form asks for, or how many mistakes it has. */
function summary(
  experiment: { population: number; generations: number; crossover: number; mutation: number } | null,
  mistakes: number,
): string {
  if (!experiment) return mistakes === 1 ? '1 field needs a look' : `${mistakes} fields need a look`;
  const { population, generations, crossover, mutation } = experiment;
  const varied = 1 - (1 - crossover) * (1 - mutation);
  return `About ${count(population + population * generations * varied)} evaluations: ${count(population)} strategies over ${count(generations)} generations`;
}
