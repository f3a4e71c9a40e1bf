import { Trash } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import type { Run } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { Question } from '../../components/Question.tsx';
import { count } from '../../format/numbers.ts';
import { go, useView } from '../../state/navigation.ts';
import { queryClient } from '../../state/queries.ts';
import { toastError } from '../../state/toaster.ts';

/** Asks before a run is deleted for good. */
export function DeleteRun({ run, close }: { readonly run: Run; readonly close: () => void }) {
  const remove = useMutation({
    mutationFn: () => call('runs.delete', { run: run.id }),
    onSuccess: async () => {
      close();
      const { view } = useView.getState();
      if (view.name === 'run' && view.run === run.id) go({ name: 'runs' });
      await queryClient.invalidateQueries({ queryKey: ['runs.list'] });
    },
    onError: toastError,
  });
  const alive = run.state === 'running' || run.state === 'paused';
  return (
    <Question
      isOpen
      title="Delete the run?"
      icon={<Trash />}
      intent="danger"
      confirmButtonText="Delete run"
      loading={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={close}
    >
      <p className="breakable">
        Delete <strong>{run.name}</strong> with its {count(run.generation + 1)} stored generations and its hall of fame? This cannot be
        undone.
      </p>
      {alive && <p>It has not finished and will be stopped.</p>}
    </Question>
  );
}
