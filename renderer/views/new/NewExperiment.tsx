import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Failed, Loading } from '../../components/Notice.tsx';
import { draftOf, useDraft } from '../../state/draft.ts';
import { query } from '../../state/queries.ts';
import { ExperimentTabs } from '../experiments/ExperimentTabs.tsx';
import { ExperimentForm } from './ExperimentForm.tsx';

/** The form of a new experiment, filled with the defaults the first time. */
export function NewExperiment() {
  const draft = useDraft((s) => s.draft);
  const defaults = useQuery({ ...query('experiments.defaults', {}), enabled: draft === null });
  const datasets = useQuery(query('datasets.list', {}));

  useEffect(() => {
    if (draft === null && defaults.data) useDraft.setState({ draft: draftOf(defaults.data) });
  }, [draft, defaults.data]);

  if (draft && datasets.data) return <ExperimentForm draft={draft} datasets={datasets.data} />;
  const error = datasets.error ?? defaults.error;
  const retry = () => {
    void datasets.refetch();
    if (draft === null) void defaults.refetch();
  };
  return (
    <>
      <header className="view-head">
        <h1>New experiment</h1>
        <ExperimentTabs current="new" />
      </header>
      <div className="view-body">{error ? <Failed what="The form" error={error} retry={retry} /> : <Loading what="the form" />}</div>
    </>
  );
}
