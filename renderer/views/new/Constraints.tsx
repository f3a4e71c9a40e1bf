import { Button, HTMLSelect, InputGroup, Menu, MenuItem } from '@blueprintjs/core';
import { Cross, Plus } from '@blueprintjs/icons';
import { metrics } from '../../../preload/contract.ts';
import { Field } from '../../components/Field.tsx';
import { Popover } from '../../components/Popover.tsx';
import { metricText } from '../../format/fitness.ts';
import { type DraftConstraint, type DraftPenalty, type PenaltyMethod, penaltyMethods } from '../../state/constraint-draft.ts';
import { changeDraft } from '../../state/draft.ts';
import type { SectionProps } from './sections.ts';

const change = (index: number, next: DraftConstraint) =>
  changeDraft((d) => ({ ...d, constraints: d.constraints.map((c, i) => (i === index ? next : c)) }));
const changePenalty = (next: Partial<DraftPenalty>) => changeDraft((d) => ({ ...d, penalty: { ...d.penalty, ...next } }));

const methodText: Readonly<Record<PenaltyMethod, { readonly label: string; readonly help: string }>> = {
  feasibleFirst: { label: 'stands behind all that keep them', help: 'The nearer to keeping them, the better.' },
  delta: { label: 'gets fixed values', help: 'In place of its own.' },
  distance: { label: 'keeps its values, less a distance', help: 'A large breach may be made up for by a good value.' },
};

/** What strategies have to keep in training, and what one gets that does not. */
export function Constraints({ draft, errors }: SectionProps) {
  const { constraints } = draft;
  const others = metrics.filter((metric) => constraints.every((c) => c.metric !== metric));
  return (
    <fieldset className="constraints">
      <legend>Constraints</legend>
      {constraints.length > 0 && (
        <ul aria-label="Chosen constraints">
          {constraints.map((constraint, i) => (
            <Bound key={constraint.metric} constraint={constraint} index={i} errors={errors} />
          ))}
        </ul>
      )}
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
                onClick={() => changeDraft((d) => ({ ...d, constraints: [...d.constraints, { metric, min: '', max: '' }] }))}
              />
            ))}
          </Menu>
        }
      >
        <Button size="small" icon={<Plus />} text="Add constraint" disabled={others.length === 0} />
      </Popover>
      {errors.constraints && (
        <p className="help error" role="alert" aria-invalid="true">
          {errors.constraints}
        </p>
      )}
      {constraints.length > 0 && <Penalty draft={draft} errors={errors} />}
    </fieldset>
  );
}

interface BoundProps {
  readonly constraint: DraftConstraint;
  readonly index: number;
  readonly errors: SectionProps['errors'];
}

function Bound({ constraint, index, errors }: BoundProps) {
  const { short, name, help, unit } = metricText[constraint.metric];
  const all = errors[`constraints.${index}`];
  const message = all ?? errors[`constraints.${index}.min`] ?? errors[`constraints.${index}.max`];
  const end = (which: 'min' | 'max', label: string) => (
    <InputGroup
      className="number-input"
      size="small"
      inputMode="decimal"
      autoComplete="off"
      aria-label={`${short} ${label}`}
      placeholder={which === 'min' ? 'at least' : 'at most'}
      value={constraint[which]}
      intent={all || errors[`constraints.${index}.${which}`] ? 'danger' : 'none'}
      aria-invalid={Boolean(all ?? errors[`constraints.${index}.${which}`])}
      onValueChange={(value) => change(index, { ...constraint, [which]: value })}
    />
  );
  return (
    <li>
      <span className="objective-name" title={`${name}: ${help}${unit === '%' ? ' 0.25 stands for 25%.' : ''}`}>
        {short}
      </span>
      {end('min', 'at least')}
      {end('max', 'at most')}
      <Button
        size="small"
        variant="minimal"
        aria-label={`Remove the constraint on ${short}`}
        title={`Remove the constraint on ${short}`}
        icon={<Cross />}
        onClick={() => changeDraft((d) => ({ ...d, constraints: d.constraints.filter((_, other) => other !== index) }))}
      />
      {message && (
        <span className="help error" role="alert">
          {message}
        </span>
      )}
    </li>
  );
}

/** What a strategy gets that breaks one of them. */
function Penalty({ draft: { penalty }, errors }: SectionProps) {
  const text = (name: 'delta' | 'distance' | 'alpha', label: string, help: string, placeholder: string) => (
    <Field label={label} help={help} error={errors[`penalty.${name}`]}>
      <InputGroup
        className="number-input"
        autoComplete="off"
        placeholder={placeholder}
        value={penalty[name]}
        onValueChange={(value) => changePenalty({ [name]: value })}
      />
    </Field>
  );
  return (
    <div className="fields">
      <div className="wide">
        <Field label="A strategy that breaks one" help={methodText[penalty.method].help} error={errors.penalty}>
          <HTMLSelect
            fill
            value={penalty.method}
            options={penaltyMethods.map((value) => ({ value, label: methodText[value].label }))}
            onChange={({ currentTarget }) =>
              changePenalty({ method: penaltyMethods.find((name) => name === currentTarget.value) ?? 'feasibleFirst' })
            }
          />
        </Field>
      </div>
      {penalty.method === 'delta' && text('delta', 'Values', 'One, or one for each objective.', 'the worst')}
      {penalty.method === 'delta' && text('distance', 'Distance', 'Taken off, times how far it is outside.', '0')}
      {penalty.method === 'distance' && text('alpha', 'α', 'Taken off, times how far it is outside.', '1')}
    </div>
  );
}
