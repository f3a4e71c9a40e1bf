import { Button, Callout, Radio, RadioGroup } from '@blueprintjs/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EngineStatus } from '../../../../preload/contract.ts';
import { call, failureOf } from '../../../client.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { type EngineDraft, engineDraft, engineErrors, readEngineDraft } from '../../../state/engine-draft.ts';
import { query, queryClient } from '../../../state/queries.ts';
import { ClusterFields } from './ClusterFields.tsx';
import { EngineState } from './EngineState.tsx';
import { HostsPanel } from './HostsPanel.tsx';

/** Where strategies are evaluated: here, or on the workers of a cluster. */
export function EngineSection() {
  const status = useQuery(query('engine.status', {}));
  if (status.error) return <Failed what="The engine" error={status.error} retry={() => status.refetch()} />;
  if (!status.data) return <Loading what="the engine" />;
  return (
    <>
      <EngineForm status={status.data} />
      {status.data.choice.kind === 'cluster' && <HostsPanel />}
    </>
  );
}

function EngineForm({ status }: { readonly status: EngineStatus }) {
  const [draft, setDraft] = useState<EngineDraft>(() => engineDraft(status.choice));
  const use = useMutation({
    mutationFn: () => call('engine.use', readEngineDraft(draft)),
    onSuccess: (used) => {
      queryClient.setQueryData<EngineStatus>(['engine.status', {}], used);
      setDraft(engineDraft(used.choice));
    },
  });
  const errors = engineErrors(draft);
  const isNew = JSON.stringify(readEngineDraft(draft)) !== JSON.stringify(status.choice);
  const isWhole = Object.keys(errors).length === 0 && (draft.kind === 'local' || draft.url.trim() !== '');
  const change = (changes: Partial<EngineDraft>) => {
    use.reset();
    setDraft({ ...draft, ...changes });
  };
  return (
    <form
      className="engine-form"
      aria-label="Engine"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew && isWhole && !use.isPending) use.mutate();
      }}
    >
      <EngineState status={status} />
      <fieldset className="lock" disabled={status.fixed}>
        <RadioGroup
          name="engine"
          label="Strategies are evaluated"
          selectedValue={draft.kind}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value as EngineDraft['kind'] })}
        >
          <Radio value="local" label="on the threads of this machine; no server is needed" />
          <Radio value="cluster" label="on a cluster: the workers of other hosts, over a Redis server" />
        </RadioGroup>
        {draft.kind === 'cluster' && <ClusterFields draft={draft} errors={errors} change={change} />}
        <p className="help">Never changes a result. Runs that are under way go on where they are; those that begin from now on go there.</p>
        {use.error && (
          <Callout intent="danger" className="engine-refused" role="alert">
            {[failureOf(use.error).message, ...failureOf(use.error).details].join(' ')}
          </Callout>
        )}
        <Button
          type="submit"
          intent="primary"
          loading={use.isPending}
          disabled={!isNew || !isWhole}
          text={draft.kind === 'local' ? 'Use this machine' : 'Connect'}
        />
      </fieldset>
    </form>
  );
}
