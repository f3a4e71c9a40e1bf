import { Button } from '@blueprintjs/core';
import { mutationNames } from '../../../preload/contract.ts';
import { Panel } from '../../components/Panel.tsx';
import { Stepper } from '../../components/Stepper.tsx';
import { crossoverText, mutationText } from '../../format/search.ts';
import { changeDraft } from '../../state/draft.ts';
import { crossoverOf, defaultLots, defaults, type MutationName, usedFields } from '../../state/search-fields.ts';
import { ChoiceField, optionsOf } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';
import { described, useCatalogue } from './use-catalogue.ts';

const byDefault = Object.fromEntries(mutationNames.map((name) => [name, String(defaultLots[name] ?? 0)])) as Record<MutationName, string>;

/** How children differ from their parents. */
export function VariationSection(shared: SectionProps) {
  const { draft, errors } = shared;
  const catalogue = useCatalogue();
  const lots: Readonly<Record<string, string>> = draft.mutations ?? byDefault;
  const all = Object.values(lots).reduce((sum, text) => sum + (Number(text) || 0), 0);
  const set = (name: MutationName, value: string) =>
    changeDraft((d) => ({ ...d, mutations: { ...byDefault, ...d.mutations, [name]: value } }));
  return (
    <Panel
      title="Variation"
      className="form-section"
      actions={
        draft.mutations && (
          <Button size="small" variant="minimal" text="Default lots" onClick={() => changeDraft((d) => ({ ...d, mutations: null }))} />
        )
      }
    >
      <div className="fields">
        <div className="wide">
          <ChoiceField
            {...shared}
            name="crossoverMethod"
            label="Crossover method"
            help={described(catalogue?.crossovers, crossoverOf(draft.choices))}
            options={optionsOf(crossoverText, defaults.crossoverMethod)}
          />
        </div>
        {usedFields(draft.choices).has('leafShare') && (
          <NumberField
            {...shared}
            name="leafShare"
            label="Leaf share"
            help="How often the point is a leaf."
            placeholder="0.1"
            step={0.05}
          />
        )}
      </div>
      <fieldset className="lots">
        <legend>Mutations, in lots</legend>
        <ul>
          {mutationNames.map((name) => (
            <li key={name} title={described(catalogue?.mutations, name)}>
              <span>{mutationText[name]}</span>
              <span className="muted numbers">
                {all > 0 && Number(lots[name]) > 0 ? `${Math.round((Number(lots[name]) / all) * 100)}%` : ''}
              </span>
              <Stepper
                label={`lots of ${mutationText[name]}`}
                value={lots[name] ?? '0'}
                changed={(lots[name] ?? '0') !== byDefault[name]}
                onChange={(value) => set(name, value)}
              />
            </li>
          ))}
        </ul>
        <p
          className={errors.mutations ? 'help error' : 'help'}
          role={errors.mutations ? 'alert' : undefined}
          aria-invalid={Boolean(errors.mutations)}
        >
          {errors.mutations ?? 'When one is mutated, by which: so many chances each.'}
        </p>
      </fieldset>
    </Panel>
  );
}
