import { deduplicationNames, islandAlgorithmNames } from '../../../preload/contract.ts';
import { Panel } from '../../components/Panel.tsx';
import { algorithmText, deduplicationText, selectionText } from '../../format/search.ts';
import { algorithmOf, breedingOf, defaults, type SelectionName, selectionOf, survivalOf, usedFields } from '../../state/search-fields.ts';
import { ChoiceField, optionsOf } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import type { SectionProps } from './sections.ts';
import { described, useCatalogue } from './use-catalogue.ts';

const topologies = [
  { value: 'ring', label: 'Ring' },
  { value: 'random', label: 'Random ring' },
  { value: 'full', label: 'Everyone to everyone' },
];
const [best, worst, random] = [
  { value: 'best', label: 'The best' },
  { value: 'worst', label: 'The worst' },
  { value: 'random', label: 'Anybody' },
];

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The algorithm, who becomes a parent, and what belongs to the algorithm alone. */
export function AlgorithmSection(shared: SectionProps) {
  const { choices } = shared.draft;
  const catalogue = useCatalogue();
  const used = usedFields(choices);
  const idle = new Set(catalogue?.needSurplus);
  const parents = (Object.keys(selectionText) as SelectionName[]).filter((name) => !idle.has(name) || name === choices.selection);
  return (
    <Panel title="Algorithm and selection" className="form-section">
      <div className="fields">
        <div className="wide">
          <ChoiceField
            {...shared}
            name="algorithm"
            label="Algorithm"
            help={described(catalogue?.algorithms, algorithmOf(choices))}
            options={optionsOf(algorithmText, defaults.algorithm)}
          />
        </div>
        {used.has('islandAlgorithm') && (
          <div className="wide">
            <ChoiceField
              {...shared}
              name="islandAlgorithm"
              label="On each island"
              help={described(catalogue?.algorithms, breedingOf(choices))}
              options={optionsOf(algorithmText, defaults.algorithm, [...islandAlgorithmNames])}
            />
          </div>
        )}
        {used.has('selection') && (
          <div className="wide">
            <ChoiceField
              {...shared}
              name="selection"
              label="Selection"
              help={described(catalogue?.selections, selectionOf(choices))}
              options={optionsOf(selectionText, defaults.selection, parents)}
            />
          </div>
        )}
        {used.has('survival') && (
          <div className="wide">
            <ChoiceField
              {...shared}
              name="survival"
              label="Survival"
              help={described(catalogue?.selections, survivalOf(choices))}
              options={optionsOf(selectionText, defaults.survival)}
            />
          </div>
        )}
        {used.has('parsimony') && (
          <NumberField
            {...shared}
            name="parsimony"
            label="Parsimony"
            help="1: size does not matter; 2: the smaller always wins."
            placeholder="1.4"
            step={0.1}
          />
        )}
        {used.has('fitnessFirst') && (
          <ChoiceField
            {...shared}
            name="fitnessFirst"
            label="First tournament"
            help="The other one is held among its winners."
            options={[
              { value: 'true', label: 'Fitness' },
              { value: 'false', label: 'Size' },
            ]}
          />
        )}
        {used.has('epsilon') && (
          <NumberField {...shared} name="epsilon" label="ε" help="Who is so near the best of a case stays." placeholder="0.1" step={0.05} />
        )}
        {used.has('offspring') && (
          <NumberField
            {...shared}
            name="offspring"
            label="Offspring, λ"
            help="Children a generation."
            placeholder={breedingOf(choices) === 'steadyState' ? 'a tenth' : 'population'}
            step={10}
          />
        )}
        {used.has('elitism') && (
          <NumberField {...shared} name="elitism" label="Elitism" help="So many of the best always live on." placeholder="0" />
        )}
        <div className="wide">
          <ChoiceField
            {...shared}
            name="deduplicate"
            label="Twins"
            help={
              choices.deduplicate === ''
                ? 'They may be anywhere.'
                : `Mutated until they are none: ${lower(described(catalogue?.deduplications, choices.deduplicate))}`
            }
            options={[{ value: '', label: 'May stay' }, ...deduplicationNames.map((value) => ({ value, label: deduplicationText[value] }))]}
          />
        </div>
        {used.has('divisions') && (
          <NumberField {...shared} name="divisions" label="Divisions" help="Of each axis of the reference points." placeholder="auto" />
        )}
        {used.has('scaling') && (
          <NumberField {...shared} name="scaling" label="Scaling" help="Of the reference points, up to 1." placeholder="1" step={0.1} />
        )}
        {used.has('memory') && (
          <ChoiceField
            {...shared}
            name="memory"
            label="Memory"
            help="Of the ideal and the extremes of earlier generations."
            options={[
              { value: 'false', label: 'None' },
              { value: 'true', label: 'Remembers' },
            ]}
          />
        )}
        {used.has('islandCount') && (
          <>
            <NumberField {...shared} name="islandCount" label="Islands" help="The population is divided among them." />
            <ChoiceField {...shared} name="topology" label="Topology" help="Who sends migrants to whom." options={topologies} />
            <NumberField
              {...shared}
              name="every"
              label="Migration every"
              help="Generations from one to the next."
              placeholder="5"
              unit="gen"
            />
            <NumberField {...shared} name="migrants" label="Migrants" help="From each island to each neighbour." placeholder="1" />
            <ChoiceField {...shared} name="emigrants" label="Who goes" help="A copy stays at home." options={[best!, random!]} />
            <ChoiceField
              {...shared}
              name="replaced"
              label="Who makes room"
              help="On the island they come to."
              options={[worst!, random!]}
            />
          </>
        )}
        {used.has('alpha') && (
          <>
            <NumberField {...shared} name="alpha" label="α" help="Half-life of large sizes: α · size + β." placeholder="0.05" step={0.01} />
            <NumberField {...shared} name="beta" label="β" help="At least so many nodes." placeholder="10" />
            <NumberField {...shared} name="gamma" label="γ" help="Weight of sizes beyond the cutoff." placeholder="0.25" step={0.05} />
            <NumberField {...shared} name="rho" label="ρ" help="The cutoff: least size of the best 1 − ρ." placeholder="0.9" step={0.05} />
            <NumberField
              {...shared}
              name="model"
              label="Model"
              help="Children that sizes are estimated from."
              placeholder="2000"
              step={500}
            />
            <NumberField
              {...shared}
              name="minCutoff"
              label="Least cutoff"
              help="Sizes up to it never grow rare."
              placeholder="20"
              unit="nodes"
            />
          </>
        )}
      </div>
    </Panel>
  );
}
