import { Trash } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import type { Dataset } from '../../../preload/contract.ts';
import { call, failureOf } from '../../client.ts';
import { Question } from '../../components/Question.tsx';
import { count } from '../../format/numbers.ts';

interface DeleteDatasetProps {
  readonly dataset: Dataset;
  readonly close: () => void;
}

/** Asks before a data set is deleted, and says what keeps it where it cannot be. */
export function DeleteDataset({ dataset, close }: DeleteDatasetProps) {
  const remove = useMutation({ mutationFn: () => call('datasets.delete', { dataset: dataset.id }), onSuccess: close });
  const refused = remove.error ? failureOf(remove.error).message : null;
  return (
    <Question
      isOpen
      title={refused ? 'It cannot be deleted' : 'Delete the data set?'}
      icon={<Trash />}
      intent={refused ? 'none' : 'danger'}
      confirmButtonText={refused ? 'Close' : 'Delete data set'}
      cancelButtonText={refused ? null : 'Cancel'}
      canEscapeKeyCancel
      loading={remove.isPending}
      onClose={(confirmed) => {
        if (confirmed && !refused) remove.mutate();
        else close();
      }}
      // The answer of main is waited for: the alert may not close by itself.
      canOutsideClickCancel={false}
    >
      <p className="breakable">
        {refused ?? (
          <>
            <strong>{dataset.name}</strong> with its {count(dataset.bars)} bars will be deleted. This cannot be undone; the file it came
            from stays.
          </>
        )}
      </p>
    </Question>
  );
}
