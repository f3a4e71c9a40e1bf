import { Panel } from '../../components/Panel.tsx';
import { usedFields } from '../../state/search-fields.ts';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';

/** How large the population is and how it breeds. */
export function EvolutionSection(shared: SectionProps) {
  return (
    <Panel title="Evolution" className="form-section">
      <div className="fields">
        <NumberField
          {...shared}
          name="population"
          label="Population"
          help="Strategies alive at a time."
          step={50}
          locked={shared.draft.fork !== null}
        />
        <NumberField {...shared} name="generations" label="Generations" help="Rounds of selection and breeding." step={10} />
        <NumberField {...shared} name="crossover" label="Crossover" help="Probability that a pair swaps subtrees." step={0.05} />
        <NumberField {...shared} name="mutation" label="Mutation" help="Probability that one is changed at random." step={0.05} />
        {usedFields(shared.draft.choices).has('tournament') && (
          <NumberField {...shared} name="tournament" label="Tournament" help="The best of so many drawn is a parent; more is stricter." />
        )}
      </div>
    </Panel>
  );
}
