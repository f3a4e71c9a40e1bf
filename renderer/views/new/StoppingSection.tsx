import { InputGroup } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { Panel } from '../../components/Panel.tsx';
import { metricText } from '../../format/fitness.ts';
import { changeDraft } from '../../state/draft.ts';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';

/** When the run ends before its last generation. */
export function StoppingSection(shared: SectionProps) {
  const { draft, errors } = shared;
  return (
    <Panel title="Stop early" className="form-section">
      <div className="fields">
        <NumberField
          {...shared}
          name="stagnation"
          label="Without progress"
          help="Generations in which the best stays."
          placeholder="never"
          unit="gen"
          step={10}
        />
        <NumberField
          {...shared}
          name="evaluations"
          label="Evaluations"
          help="In all generations together."
          placeholder="no limit"
          step={1000}
        />
        <NumberField
          {...shared}
          name="stopSeconds"
          label="Finish after"
          help="Of computing. Then it is at its end."
          placeholder="no limit"
          unit="s"
          step={60}
        />
        <NumberField
          {...shared}
          name="maxSeconds"
          label="Computing time"
          help="Then it stops, and can be resumed."
          placeholder="no limit"
          unit="s"
          step={60}
        />
        {draft.objectives.map(({ metric, direction }) => (
          <Field
            key={metric}
            label={`${metricText[metric].short} ${direction === 'maximise' ? '≥' : '≤'}`}
            help={
              metricText[metric].unit === '%'
                ? 'Such as 0.25 for 25%.'
                : `Such as ${metric === 'trades' || metric === 'size' || metric === 'turnover' ? 20 : 1.5}.`
            }
            error={errors[`target.${metric}`]}
          >
            <InputGroup
              className="number-input"
              inputMode="decimal"
              autoComplete="off"
              placeholder="any"
              value={draft.targets[metric] ?? ''}
              onValueChange={(value) => changeDraft((d) => ({ ...d, targets: { ...d.targets, [metric]: value } }))}
            />
          </Field>
        ))}
      </div>
      <p className="help form-note">With targets it ends once the best strategy meets all of them.</p>
    </Panel>
  );
}
