import { Trash } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import type { Preset } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { Question } from '../../components/Question.tsx';
import { toastError } from '../../state/toaster.ts';

interface DeletePresetProps {
  readonly preset: Preset;
  readonly close: () => void;
}

/** Asks before a saved experiment is deleted; runs that were made of it stay. */
export function DeletePreset({ preset, close }: DeletePresetProps) {
  const remove = useMutation({ mutationFn: () => call('presets.delete', { preset: preset.id }), onSuccess: close, onError: toastError });
  return (
    <Question
      isOpen
      title="Delete the preset?"
      icon={<Trash />}
      intent="danger"
      confirmButtonText="Delete preset"
      loading={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={close}
    >
      <p className="breakable">
        <strong>{preset.name}</strong> will be deleted. Runs that were made of it stay.
      </p>
    </Question>
  );
}
