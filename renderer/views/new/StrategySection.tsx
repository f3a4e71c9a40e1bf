import { HTMLSelect } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { Panel } from '../../components/Panel.tsx';
import { changeDraft } from '../../state/draft.ts';
import { NumberField } from './NumberField.tsx';
import { SetNote } from './SetNote.tsx';
import type { SectionProps } from './sections.ts';

const sets = [
  { value: 'dimensioned', label: 'Dimensioned: units kept apart' },
  { value: 'free', label: 'Free: any series with any other' },
] as const;

/** What strategies are made of and how large they may grow. */
export function StrategySection({ draft, errors }: SectionProps) {
  const shared = { draft, errors };
  return (
    <Panel title="Strategies" className="form-section">
      <div className="fields">
        <div className="wide">
          <Field
            label="Primitives"
            help={
              draft.primitives === 'dimensioned'
                ? 'A price is compared with a price, never with a volume.'
                : 'Larger search, and rules that may mean nothing.'
            }
            error={errors.primitives}
          >
            <HTMLSelect
              fill
              options={[...sets]}
              value={draft.primitives}
              onChange={({ currentTarget }) =>
                changeDraft((d) => ({ ...d, primitives: currentTarget.value === 'free' ? 'free' : 'dimensioned' }))
              }
            />
          </Field>
        </div>
        <NumberField
          {...shared}
          name="window"
          label="Window"
          help="How far back a decision may look."
          unit="bars"
          step={10}
          locked={draft.fork !== null}
        />
        <NumberField {...shared} name="maxSize" label="Size limit" help="Smaller trees overfit less." unit="nodes" step={8} />
        <NumberField {...shared} name="minHeight" label="First height, from" help="Trees of generation 0 are at least so high." />
        <NumberField {...shared} name="maxInitialHeight" label="First height, to" help="And at most so high." />
        <NumberField {...shared} name="maxHeight" label="Height limit" help="No tree ever grows higher." />
      </div>
      <SetNote draft={draft} />
    </Panel>
  );
}
