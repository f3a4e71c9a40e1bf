import { AnchorButton, Button, TagInput, TextArea } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { DatabankEntry, entryChangeSchema } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { formatFitness } from '../../format/fitness.ts';
import { moment } from '../../format/time.ts';
import { useDatabank } from '../../state/databank.ts';
import { addressOf } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { toastError } from '../../state/toaster.ts';
import { Inspection } from '../run/inspector/InspectorPanel.tsx';

/** One entry in detail: where it comes from, what the user says of it, and all that is known of the strategy. */
export function EntryPanel({ entry }: { readonly entry: DatabankEntry }) {
  const run = useQuery({ ...query('runs.get', { run: entry.run.id }), enabled: entry.run.exists });
  return (
    <aside className="entry-panel" aria-label={`Entry ${entry.id}`}>
      <header className="entry-head">
        <h2>Entry {entry.id}</h2>
        <p className="muted">
          {entry.run.exists ? (
            <a href={addressOf({ name: 'run', run: entry.run.id, tab: 'live' })}>{entry.run.name}</a>
          ) : (
            `${entry.run.name} (deleted)`
          )}
          {` · ${entry.rank === null ? 'pinned' : `rank ${entry.rank}`} after generation ${entry.generation} · ${entry.dataset.name} · ${moment(entry.addedAt)} · ${formatFitness(entry.objectives, entry.fitness)}`}
        </p>
        <Button
          variant="minimal"
          icon={<Cross />}
          aria-label="Close the entry"
          title="Close the entry"
          onClick={() => useDatabank.setState({ opened: null })}
        />
      </header>
      <Remarks key={entry.id} entry={entry} />
      {entry.dataset.exists ? (
        <Inspection source={{ entry: entry.id }} shown={{ strategy: entry.strategy, origin: `Entry ${entry.id}` }} run={run.data ?? null} />
      ) : (
        <p className="muted">
          The data “{entry.dataset.name}” is no longer there: import it again to see what the strategy did on it.{' '}
          <AnchorButton size="small" href={addressOf({ name: 'data' })} text="Data" />
        </p>
      )}
    </aside>
  );
}

/** A note is stored when one has stopped typing for so long, in milliseconds, or leaves the field. */
const PAUSE = 600;

/** Tags and a note, which store themselves. */
function Remarks({ entry }: { readonly entry: DatabankEntry }) {
  const [note, setNote] = useState(entry.note);
  const change = useMutation({
    mutationFn: (input: z.input<typeof entryChangeSchema>) => call('databank.change', { entries: [entry.id], change: input }),
    onError: toastError,
  });
  const { mutate } = change;
  useEffect(() => {
    if (note === entry.note) return;
    const timer = setTimeout(() => mutate({ note }), PAUSE);
    return () => clearTimeout(timer);
  }, [note, entry.note, mutate]);
  return (
    <div className="remarks">
      <TagInput
        values={entry.tags}
        placeholder="Tags: type one and press Enter"
        inputProps={{ 'aria-label': 'Tags', maxLength: 60 }}
        onAdd={(values) => {
          const addTags = values.map((value) => value.trim()).filter(Boolean);
          if (addTags.length > 0) change.mutate({ addTags });
        }}
        onRemove={(value) => change.mutate({ removeTags: [String(value)] })}
        addOnBlur
      />
      <TextArea
        aria-label="Note"
        placeholder="Note"
        rows={1}
        autoResize
        maxLength={10_000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        onBlur={() => note !== entry.note && change.mutate({ note })}
      />
    </div>
  );
}
