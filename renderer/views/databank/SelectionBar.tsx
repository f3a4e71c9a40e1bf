import { Button, InputGroup } from '@blueprintjs/core';
import { Comparison, Export, GridView, Pin, Tag as TagIcon, Trash, Undo } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatabankEntry } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { Popover } from '../../components/Popover.tsx';
import { count } from '../../format/numbers.ts';
import { compareOnly, MOST_COMPARED } from '../../state/compared.ts';
import { useDatabank } from '../../state/databank.ts';
import { go } from '../../state/navigation.ts';
import { toast, toastError } from '../../state/toaster.ts';
import { exportStrategies } from '../../state/window.ts';

interface SelectionBarProps {
  /** What is shown, in the order of the table. */
  readonly shown: readonly DatabankEntry[];
  readonly marked: readonly DatabankEntry[];
  readonly onCorrelate: () => void;
}

export const restoreRemoved = async () => {
  const { removed } = useDatabank.getState();
  if (removed.length === 0) return;
  await call('databank.restore', { entries: [...removed] });
  useDatabank.setState({ removed: [] });
};

/** What can be done with the entries that are selected, or with all that are shown. */
export function SelectionBar({ shown, marked, onCorrelate }: SelectionBarProps) {
  const removed = useDatabank((s) => s.removed);
  const any = marked.length > 0;
  const chosen = any ? marked : shown;
  const ids = marked.map(({ id }) => id);
  const some = any ? `${count(marked.length)} selected` : `${count(shown.length)} shown`;
  const allMarked = any && marked.length === shown.length;

  const remove = useMutation({
    mutationFn: () => call('databank.remove', { entries: ids }),
    onSuccess: () => {
      useDatabank.setState({ removed: ids, marked: [] });
      void toast(`${count(ids.length)} removed from the databank`, 'none', 10_000, {
        text: 'Undo',
        onClick: () => void restoreRemoved().catch(toastError),
      });
    },
    onError: toastError,
  });
  const pin = useMutation({
    mutationFn: () => call('databank.change', { entries: ids, change: { pinned: !marked.every((entry) => entry.pinned) } }),
    onError: toastError,
  });
  return (
    <div className="toolbar selection-bar">
      <span className="numbers" role="status">
        {some}
      </span>
      <Button
        size="small"
        variant="minimal"
        text={allMarked ? 'Select none' : 'Select all shown'}
        disabled={shown.length === 0}
        onClick={() => useDatabank.setState({ marked: allMarked ? [] : shown.map(({ id }) => id) })}
      />
      <span className="spring" />
      {removed.length > 0 && (
        <Button
          size="small"
          icon={<Undo />}
          text={`Undo removal of ${count(removed.length)}`}
          onClick={() => void restoreRemoved().catch(toastError)}
        />
      )}
      <Button
        size="small"
        icon={<Pin />}
        text={any && marked.every((entry) => entry.pinned) ? 'Unpin' : 'Pin'}
        disabled={!any}
        loading={pin.isPending}
        onClick={() => pin.mutate()}
      />
      <Popover placement="bottom-end" content={<TagForm entries={marked} />}>
        <Button size="small" icon={<TagIcon />} text="Tag…" disabled={!any} />
      </Popover>
      <Button
        size="small"
        icon={<Comparison />}
        text="Compare"
        disabled={marked.length < 2 || marked.length > MOST_COMPARED}
        title={`Two to ${MOST_COMPARED} side by side`}
        onClick={() => {
          compareOnly(marked.map((entry) => ({ ref: { entry: entry.id }, name: `#${entry.id}` })));
          go({ name: 'compare' });
        }}
      />
      <Button size="small" icon={<GridView />} text="Correlations" disabled={chosen.length < 2} onClick={onCorrelate} />
      <Button
        size="small"
        icon={<Export />}
        text="Export…"
        disabled={chosen.length === 0}
        onClick={() => exportStrategies(chosen.map(({ id }) => ({ entry: id })))}
      />
      <Button size="small" icon={<Trash />} text="Remove" disabled={!any} loading={remove.isPending} onClick={() => remove.mutate()} />
    </div>
  );
}

/** Gives the selected entries a tag, or takes one away that all or some of them have. */
function TagForm({ entries }: { readonly entries: readonly DatabankEntry[] }) {
  const [typed, setTyped] = useState('');
  const known = [...new Set(entries.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b, 'en'));
  const change = useMutation({
    mutationFn: (input: { addTags?: string[]; removeTags?: string[] }) =>
      call('databank.change', { entries: entries.map(({ id }) => id), change: input }),
    onSuccess: () => setTyped(''),
    onError: toastError,
  });
  return (
    <form
      className="tag-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) change.mutate({ addTags: [typed.trim()] });
      }}
    >
      <InputGroup autoFocus aria-label="New tag" placeholder="New tag" maxLength={60} value={typed} onValueChange={setTyped} />
      <Button type="submit" intent="primary" text="Add" disabled={typed.trim() === ''} loading={change.isPending} />
      {known.map((tag) => (
        <Button
          key={tag}
          size="small"
          ellipsizeText
          title={tag}
          text={`Remove “${tag}”`}
          onClick={() => change.mutate({ removeTags: [tag] })}
        />
      ))}
    </form>
  );
}
