import { InputGroup } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { Panel } from '../../components/Panel.tsx';
import { changeDraft } from '../../state/draft.ts';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';

/** What the experiment is called and how it is carried out. */
export function GeneralSection({ draft, errors }: SectionProps) {
  const shared = { draft, errors };
  return (
    <Panel title="Experiment" className="form-section">
      <div className="fields">
        <div className="wide">
          <Field label="Name" help="How you will find it again among the runs." error={errors.name}>
            <InputGroup value={draft.name} maxLength={200} onValueChange={(name) => changeDraft((d) => ({ ...d, name }))} />
          </Field>
        </div>
        <NumberField {...shared} name="seed" label="Seed" help="The same seed gives the same run, to the last bit." />
        <NumberField {...shared} name="workers" label="Workers" help="Never changes the result. Empty: all cores." placeholder="all" />
        <NumberField {...shared} name="hallOfFame" label="Hall of fame" help="How many of the best ever met are kept." />
      </div>
    </Panel>
  );
}
