import { Button } from '@blueprintjs/core';
import { Lock, Unlock } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { Empty } from '../../../components/Notice.tsx';
import { Question } from '../../../components/Question.tsx';
import { count } from '../../../format/numbers.ts';
import { date, timeAt } from '../../../format/time.ts';
import { query, queryClient } from '../../../state/queries.ts';
import { toastError } from '../../../state/toaster.ts';

/** The seal, what it is for, and how it is broken. */
export function SealedHoldout({ run }: { readonly run: Run }) {
  const [asked, setAsked] = useState(false);
  const bars = useQuery(query('datasets.bars', { dataset: run.dataset.id, points: 20_000 }));
  const open = useMutation({
    mutationFn: () => call('runs.openHoldout', { run: run.id }),
    onSuccess: (report) => {
      queryClient.setQueryData(['runs.holdout', { run: run.id }], report);
      queryClient.removeQueries({ queryKey: ['strategies.inspect'] });
      queryClient.removeQueries({ queryKey: ['strategies.curve'] });
      void queryClient.invalidateQueries({ queryKey: ['runs.holdoutOpenings'] });
      setAsked(false);
    },
    onError: (error) => {
      setAsked(false);
      toastError(error);
    },
  });
  const time = bars.data?.time;
  const at = (bar: number) => (time ? date(timeAt(time, run.dataset.bars, bar)) : count(bar));
  const spans = (run.experiment.holdout ?? []).map(({ start, end }) => `${at(start)} – ${at(end - 1)}`).join(', ');
  const waits =
    run.state === 'running'
      ? 'It can be opened once the run has finished, or is paused.'
      : run.best === null
        ? 'There is no strategy yet that it could judge.'
        : null;
  return (
    <>
      <Empty
        icon={<Lock size={40} />}
        title="The holdout is sealed"
        action={
          <>
            <Button intent="primary" icon={<Unlock />} text="Open the holdout…" disabled={waits !== null} onClick={() => setAsked(true)} />
            {waits !== null && <p className="help">{waits}</p>}
          </>
        }
      >
        {time ? spans : `Of the bars, ${spans}`} was kept from training and from validation. It tells once what the hall of fame is worth:
        whoever looks, changes something and looks again is training on it. So it is opened when you ask for it, for the strategies that are
        the best then, and the date is recorded for good.
      </Empty>
      <Question
        title="Open the holdout?"
        isOpen={asked}
        icon={<Unlock />}
        intent="warning"
        confirmButtonText="Open the holdout"
        cancelButtonText="Leave it sealed"
        loading={open.isPending}
        onConfirm={() => open.mutate()}
        onCancel={() => setAsked(false)}
      >
        <p className="breakable">
          Open the holdout of <strong>{run.name}</strong>? This is recorded with the run, with its date, and every later look is counted. It
          cannot be sealed again.
        </p>
      </Question>
    </>
  );
}
