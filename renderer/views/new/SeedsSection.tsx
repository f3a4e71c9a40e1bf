import { TextArea } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { Panel } from '../../components/Panel.tsx';
import { count } from '../../format/numbers.ts';
import { initialisationText } from '../../format/search.ts';
import { changeDraft } from '../../state/draft.ts';
import { seedLines } from '../../state/read-draft.ts';
import { ChoiceField, optionsOf } from './ChoiceField.tsx';
import type { SectionProps } from './sections.ts';
import { described, useCatalogue } from './use-catalogue.ts';

/** What the search begins with: strategies of one's own, and how the others are made. */
export function SeedsSection(shared: SectionProps) {
  const { draft, errors } = shared;
  const catalogue = useCatalogue();
  const lines = seedLines(draft.seeds);
  const wrong = Object.entries(errors).filter(([name]) => name.startsWith('seeds'));
  const error = wrong.map(([name, message]) => `Line ${lines[Number(name.split('.')[1])]?.line ?? 1}: ${message}`).join('\n');
  const help =
    draft.fork !== null
      ? 'A fork shares generation 0, which began with these.'
      : lines.length === 0
        ? 'A line each, such as gt(close, sma(close, 50)). They stand in generation 0.'
        : `${count(lines.length)} of generation 0.`;
  return (
    <Panel title="Strategies to begin with" className="form-section seeds">
      <div className="fields">
        {draft.fork === null && (
          <div className="wide">
            <ChoiceField
              {...shared}
              name="initialisation"
              label="Initialisation"
              help={described(catalogue?.initialisations, draft.choices.initialisation || 'halfAndHalf')}
              options={optionsOf(initialisationText, 'halfAndHalf')}
            />
          </div>
        )}
        <div className="wide">
          <Field label="Seeds" help={help} error={error || undefined}>
            <TextArea
              fill
              className="code-area"
              spellCheck={false}
              rows={7}
              disabled={draft.fork !== null}
              wrap="off"
              value={draft.seeds}
              onChange={({ currentTarget }) => changeDraft((d) => ({ ...d, seeds: currentTarget.value }))}
            />
          </Field>
        </div>
      </div>
    </Panel>
  );
}
