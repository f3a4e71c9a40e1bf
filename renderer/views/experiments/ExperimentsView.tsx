import { AnchorButton } from '@blueprintjs/core';
import { Plus } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Preset } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { LabelDialog } from '../../components/LabelDialog.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { addressOf } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { DeletePreset } from './DeletePreset.tsx';
import { ExperimentTabs } from './ExperimentTabs.tsx';
import { PresetCard } from './PresetCard.tsx';

/** The experiments that one can start from: those that come with the program, and the user's own. */
export function ExperimentsView() {
  const presets = useQuery(query('presets.list', {}));
  const [editing, setEditing] = useState<Preset | null>(null);
  const [deleting, setDeleting] = useState<Preset | null>(null);
  const [tag, setTag] = useState<string | null>(null);
  const own = presets.data?.filter((preset) => !preset.builtIn) ?? [];
  const tags = [...new Set(own.flatMap((preset) => preset.tags))].sort();
  const shown = own.filter((preset) => tag === null || preset.tags.includes(tag));
  const cards = (list: readonly Preset[]) => (
    <ul className="preset-cards">
      {list.map((preset) => (
        <PresetCard key={preset.id} preset={preset} onEdit={() => setEditing(preset)} onDelete={() => setDeleting(preset)} />
      ))}
    </ul>
  );
  return (
    <>
      <header className="view-head">
        <h1>Experiments</h1>
        <ExperimentTabs current="experiments" />
        <span className="spring" />
        <AnchorButton href={addressOf({ name: 'new' })} intent="primary" icon={<Plus />} text="New experiment" />
      </header>
      <div className="view-body">
        {presets.error && <Failed what="The experiments" error={presets.error} retry={() => presets.refetch()} />}
        {presets.isLoading && <Loading what="the experiments" />}
        {presets.data && (
          <>
            <section aria-labelledby="own-presets">
              <div className="toolbar">
                <h2 id="own-presets">Saved by you</h2>
                <div className="tag-filters">
                  {tags.map((name) => (
                    <button
                      key={name}
                      type="button"
                      className="tag-filter"
                      aria-pressed={tag === name}
                      title={name}
                      onClick={() => setTag(tag === name ? null : name)}
                    >
                      {name}
                    </button>
                  ))}
                </div>
              </div>
              {own.length === 0 ? (
                <p className="muted">None yet. “Save as preset…” under the form keeps what it holds; a preset below can be duplicated.</p>
              ) : (
                cards(shown)
              )}
            </section>
            <section aria-labelledby="built-in-presets">
              <h2 id="built-in-presets">With the program</h2>
              {cards(presets.data.filter((preset) => preset.builtIn))}
            </section>
          </>
        )}
      </div>
      {editing && (
        <LabelDialog
          title={`Edit ${editing.name}`}
          label={editing}
          nameHelp="How you will find it again."
          action="Save"
          save={({ name, tags: next, note }) => call('presets.change', { preset: editing.id, name, tags: [...next], note })}
          close={() => setEditing(null)}
        />
      )}
      {deleting && <DeletePreset preset={deleting} close={() => setDeleting(null)} />}
    </>
  );
}
