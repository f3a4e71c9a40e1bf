import { Button, ButtonGroup, Checkbox, HTMLSelect } from '@blueprintjs/core';
import { ArrowDown, ArrowUp } from '@blueprintjs/icons';
import { Panel } from '../../components/Panel.tsx';
import { metricText } from '../../format/fitness.ts';
import { changeDraft, type DraftObjective } from '../../state/draft.ts';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';

const change = (index: number, next: DraftObjective) =>
  changeDraft((d) => ({ ...d, objectives: d.objectives.map((o, i) => (i === index ? next : o)) }));

const moveUp = (index: number) =>
  changeDraft((d) => {
    const objectives = [...d.objectives];
    const [moved] = objectives.splice(index, 1);
    objectives.splice(index - 1, 0, moved!);
    return { ...d, objectives };
  });

/** Which numbers make a strategy fit, in the order in which they are compared. */
export function ObjectivesSection(shared: SectionProps) {
  const { draft, errors } = shared;
  return (
    <Panel title="Objectives" className="form-section">
      <ol className="objectives">
        {draft.objectives.map((objective, i) => {
          const { short: name, help } = metricText[objective.metric];
          return (
            <li key={objective.metric}>
              <Checkbox checked={objective.used} label={name} onChange={() => change(i, { ...objective, used: !objective.used })} />
              <HTMLSelect
                aria-label={`Direction of ${name}`}
                disabled={!objective.used}
                value={objective.direction}
                options={[
                  { value: 'maximise', label: 'Maximise' },
                  { value: 'minimise', label: 'Minimise' },
                ]}
                onChange={({ currentTarget }) =>
                  change(i, { ...objective, direction: currentTarget.value === 'maximise' ? 'maximise' : 'minimise' })
                }
              />
              <ButtonGroup variant="minimal">
                <Button size="small" aria-label={`Move ${name} up`} icon={<ArrowUp />} disabled={i === 0} onClick={() => moveUp(i)} />
                <Button
                  size="small"
                  aria-label={`Move ${name} down`}
                  icon={<ArrowDown />}
                  disabled={i === draft.objectives.length - 1}
                  onClick={() => moveUp(i + 1)}
                />
              </ButtonGroup>
              <span className="help">{help}</span>
            </li>
          );
        })}
      </ol>
      <p className={errors.objectives ? 'help error' : 'help'} role={errors.objectives ? 'alert' : undefined}>
        {errors.objectives ? 'Choose at least one objective' : 'Compared from the top: the next one decides only between equals.'}
      </p>
      <div className="fields">
        <NumberField
          {...shared}
          name="minHeldBars"
          label="Bars held, at least"
          unit="bars"
          help="In each period. With fewer a strategy counts as failed: luck is no skill."
        />
      </div>
    </Panel>
  );
}
