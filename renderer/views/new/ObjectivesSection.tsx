import { Button, ButtonGroup, HTMLSelect, InputGroup, Menu, MenuItem } from '@blueprintjs/core';
import { ArrowDown, ArrowUp, Cross, Plus } from '@blueprintjs/icons';
import { metrics } from '../../../preload/contract.ts';
import { Panel } from '../../components/Panel.tsx';
import { Popover } from '../../components/Popover.tsx';
import { metricText } from '../../format/fitness.ts';
import { changeDraft, type DraftObjective } from '../../state/draft.ts';
import { Constraints } from './Constraints.tsx';
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

const wrong = (errors: SectionProps['errors']) => Object.keys(errors).some((name) => /^objectives\b/.test(name));

function message(errors: SectionProps['errors']): string {
  if (!wrong(errors))
    return 'Compared from the top: the next one decides only between equals. Of a weight only the weighted tournament sees the size.';
  return errors.objectives ? 'Choose at least one objective' : 'A weight is a number above 0';
}

/** Which numbers make a strategy fit, in the order in which they are compared. */
export function ObjectivesSection(shared: SectionProps) {
  const { draft, errors } = shared;
  const { objectives } = draft;
  const others = metrics.filter((metric) => objectives.every((o) => o.metric !== metric));
  return (
    <Panel title="Objectives" className="form-section">
      <fieldset className="lock" disabled={draft.fork !== null}>
        <ol className="objectives" aria-label="Chosen objectives">
          {objectives.map((objective, i) => {
            const { short: name, name: full, help } = metricText[objective.metric];
            return (
              <li key={objective.metric}>
                <span className="objective-rank muted numbers">{i + 1}</span>
                <span className="objective-name" title={`${full}: ${help}`}>
                  {name}
                </span>
                <HTMLSelect
                  aria-label={`Direction of ${name}`}
                  value={objective.direction}
                  options={[
                    { value: 'maximise', label: 'Maximise' },
                    { value: 'minimise', label: 'Minimise' },
                  ]}
                  onChange={({ currentTarget }) =>
                    change(i, { ...objective, direction: currentTarget.value === 'maximise' ? 'maximise' : 'minimise' })
                  }
                />
                <InputGroup
                  className="number-input"
                  inputMode="decimal"
                  autoComplete="off"
                  aria-label={`Weight of ${name}`}
                  title="Its size means something to the weighted tournament alone"
                  value={objective.weight}
                  aria-invalid={Boolean(errors[`objectives.${i}.weight`])}
                  intent={errors[`objectives.${i}.weight`] ? 'danger' : 'none'}
                  onValueChange={(weight) => change(i, { ...objective, weight })}
                />
                <ButtonGroup variant="minimal">
                  <Button
                    size="small"
                    aria-label={`Move ${name} up`}
                    title={`Move ${name} up`}
                    icon={<ArrowUp />}
                    disabled={i === 0}
                    onClick={() => moveUp(i)}
                  />
                  <Button
                    size="small"
                    aria-label={`Move ${name} down`}
                    title={`Move ${name} down`}
                    icon={<ArrowDown />}
                    disabled={i === objectives.length - 1}
                    onClick={() => moveUp(i + 1)}
                  />
                  <Button
                    size="small"
                    aria-label={`Remove ${name}`}
                    title={`Remove ${name}`}
                    icon={<Cross />}
                    disabled={objectives.length === 1}
                    onClick={() => changeDraft((d) => ({ ...d, objectives: d.objectives.filter((_, other) => other !== i) }))}
                  />
                </ButtonGroup>
              </li>
            );
          })}
        </ol>
        {others.length > 0 && (
          <Popover
            placement="bottom-start"
            content={
              <Menu className="objective-menu">
                {others.map((metric) => (
                  <MenuItem
                    key={metric}
                    text={
                      <>
                        {metricText[metric].name}
                        <span className="help menu-help">{metricText[metric].help}</span>
                      </>
                    }
                    onClick={() =>
                      changeDraft((d) => ({
                        ...d,
                        objectives: [...d.objectives, { metric, direction: metricText[metric].better, weight: '1' }],
                      }))
                    }
                  />
                ))}
              </Menu>
            }
          >
            <Button size="small" icon={<Plus />} text="Add objective" />
          </Popover>
        )}
        <p className={wrong(errors) ? 'help error' : 'help'} role={wrong(errors) ? 'alert' : undefined}>
          {message(errors)}
        </p>
        <div className="fields">
          <NumberField
            {...shared}
            wide
            name="minHeldBars"
            label="Bars held, at least"
            unit="bars"
            help="In each period. With fewer a strategy counts as failed: luck is no skill."
          />
        </div>
        <Constraints {...shared} />
      </fieldset>
    </Panel>
  );
}
