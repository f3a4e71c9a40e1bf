import type { Run } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { LabelDialog } from '../../components/LabelDialog.tsx';

interface LabelRunProps {
  readonly run: Run;
  readonly close: () => void;
}

/** Name, tags and note of a run. None of it changes what it computes. */
export function LabelRun({ run, close }: LabelRunProps) {
  return (
    <LabelDialog
      title={`Run ${run.id}`}
      label={{ name: run.name, tags: run.tags ?? [], note: run.note ?? '' }}
      nameHelp={`Its experiment stays “${run.experiment.name}”.`}
      action="Save"
      save={({ name, tags, note }) => call('runs.label', { run: run.id, name, tags: [...tags], note })}
      close={close}
    />
  );
}
