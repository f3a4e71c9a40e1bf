import { Button } from '@blueprintjs/core';
import { Duplicate, Edit, LabTest, Trash } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import type { Experiment, Preset } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Tags } from '../../components/Tags.tsx';
import { metricText } from '../../format/fitness.ts';
import { count } from '../../format/numbers.ts';
import { algorithmText } from '../../format/search.ts';
import { moment } from '../../format/time.ts';
import { prettyJson } from '../../state/json-draft.ts';
import { startFromPreset } from '../../state/start-from.ts';
import { toastError } from '../../state/toaster.ts';

interface PresetCardProps {
  readonly preset: Preset;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** One experiment to start from, with what it asks for in a line. */
export function PresetCard({ preset, onEdit, onDelete }: PresetCardProps) {
  const { name, builtIn, tags, note, experiment, savedAt } = preset;
  const duplicate = useMutation({ mutationFn: () => call('presets.duplicate', { preset: preset.id }), onError: toastError });
  return (
    <li className="preset-card" aria-label={name}>
      <div className="preset-head">
        <h3 className="preset-name ellipsis" title={name}>
          {name}
        </h3>
        <Tags tags={tags} most={2} />
      </div>
      {note && <p className="preset-note">{note}</p>}
      <p className="muted preset-facts">
        {factsOf(experiment)}
        {savedAt !== null && ` · ${experiment.data} · saved ${moment(savedAt)}`}
      </p>
      <div className="preset-actions">
        <Button size="small" intent="primary" variant="outlined" icon={<LabTest />} text="Use" onClick={() => startFromPreset(preset)} />
        <Button
          size="small"
          variant="minimal"
          icon={<Duplicate />}
          text="Duplicate"
          loading={duplicate.isPending}
          onClick={() => duplicate.mutate()}
        />
        {!builtIn && <Button size="small" variant="minimal" icon={<Edit />} text="Edit…" onClick={onEdit} />}
        {!builtIn && <Button size="small" variant="minimal" icon={<Trash />} text="Delete…" onClick={onDelete} />}
        <span className="spring" />
        <CopyButton label="Copy JSON" text={() => `${prettyJson(experiment)}\n`} />
      </div>
    </li>
  );
}

function factsOf({ algorithm, population, generations, objectives, split }: Experiment): string {
  const parts = [
    algorithmText[algorithm ?? 'eaSimple'],
    `${count(population)} × ${count(generations)} generations`,
    objectives.map(({ metric, weight }) => `${metricText[metric].short}\u00a0${weight > 0 ? '↑' : '↓'}`).join(', '),
    ...(split ? [splitText[split.method]] : []),
  ];
  return parts.join(' · ');
}

const splitText = { shares: 'split by shares', walkForward: 'walk-forward', kFold: 'k-fold' } as const;
