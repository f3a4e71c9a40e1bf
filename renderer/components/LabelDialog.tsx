import { Button, Callout, Dialog, DialogBody, DialogFooter, InputGroup, TextArea } from '@blueprintjs/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { failureOf } from '../client.ts';
import { Field } from './Field.tsx';
import { TagField } from './TagField.tsx';

export interface Label {
  readonly name: string;
  readonly tags: readonly string[];
  readonly note: string;
}

interface LabelDialogProps {
  readonly title: string;
  readonly label: Label;
  readonly nameHelp: string;
  readonly action: string;
  readonly save: (label: Label) => Promise<unknown>;
  readonly close: () => void;
}

/** Name, tags and note of a run or a saved experiment. */
export function LabelDialog({ title, label, nameHelp, action, save, close }: LabelDialogProps) {
  const [draft, setDraft] = useState(label);
  // The field of tags takes what stands in it a frame after the focus has left it: later than a change of the note, or a save.
  const latest = useRef(label);
  const change = (part: Partial<Label>) => {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
  };
  const saving = useMutation({ mutationFn: () => save(latest.current), onSuccess: close });
  const missing = draft.name.trim() === '';
  return (
    <Dialog isOpen onClose={close} title={title} className="small-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!missing) requestAnimationFrame(() => saving.mutate());
        }}
      >
        <DialogBody className="label-fields">
          <Field label="Name" help={nameHelp} error={missing ? 'Needs a text' : undefined}>
            <InputGroup autoFocus value={draft.name} maxLength={200} onValueChange={(name) => change({ name })} />
          </Field>
          <Field label="Tags" help="To find it again. Enter or a comma ends one.">
            <TagField tags={draft.tags} onChange={(tags) => change({ tags })} />
          </Field>
          <Field label="Note" help="What you want to remember of it.">
            <NoteArea value={draft.note} onChange={(note) => change({ note })} />
          </Field>
          {saving.error && (
            <Callout intent="danger" compact role="alert">
              {failureOf(saving.error).message}
            </Callout>
          )}
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={close} />
              <Button type="submit" intent="primary" text={action} loading={saving.isPending} disabled={missing} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

interface NoteAreaProps {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function NoteArea({ id, value, onChange }: NoteAreaProps) {
  return (
    <TextArea
      {...(id ? { id } : {})}
      fill
      rows={4}
      maxLength={10_000}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
