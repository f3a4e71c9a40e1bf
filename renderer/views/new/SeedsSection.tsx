import { TextArea } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { Panel } from '../../components/Panel.tsx';
import { count } from '../../format/numbers.ts';
import { changeDraft } from '../../state/draft.ts';
import { seedLines } from '../../state/read-draft.ts';
import type { SectionProps } from './sections.ts';

/** Strategies of one's own that the search begins with. */
export function SeedsSection({ draft, errors }: SectionProps) {
  const lines = seedLines(draft.seeds);
  const wrong = Object.entries(errors).filter(([name]) => name.startsWith('seeds'));
  const error = wrong.map(([name, message]) => `Line ${lines[Number(name.split('.')[1])]?.line ?? 1}: ${message}`).join('\n');
  const help =
    lines.length === 0
      ? 'A line each, such as gt(close, sma(close, 50)). They stand in generation 0.'
      : `${count(lines.length)} of generation 0.`;
  return (
    <Panel title="Strategies to begin with" className="form-section seeds">
      <Field label="Seeds" help={help} error={error || undefined}>
        <TextArea
          fill
          className="code-area"
          spellCheck={false}
          rows={7}
          wrap="off"
          value={draft.seeds}
          onChange={({ currentTarget }) => changeDraft((d) => ({ ...d, seeds: currentTarget.value }))}
        />
      </Field>
    </Panel>
  );
}
