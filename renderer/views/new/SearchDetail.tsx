import { useState } from 'react';
import { Disclosure } from '../../components/Disclosure.tsx';
import { algorithmText, crossoverText, selectionText } from '../../format/search.ts';
import type { Draft } from '../../state/draft.ts';
import { seedLines } from '../../state/read-draft.ts';
import { algorithmOf, crossoverOf, searchChoices, searchNumbers, selectionOf, usedFields } from '../../state/search-fields.ts';
import { AlgorithmSection } from './AlgorithmSection.tsx';
import { SeedsSection } from './SeedsSection.tsx';
import { StoppingSection } from './StoppingSection.tsx';
import type { SectionProps } from './sections.ts';
import { VariationSection } from './VariationSection.tsx';
import { WeightsSection } from './WeightsSection.tsx';

const inside = new Set([...Object.keys(searchNumbers), ...Object.keys(searchChoices)]);
const isInside = (field: string) =>
  inside.has(field) || field === 'maxSeconds' || /^(target|seeds|mutations|primitiveWeights)\b/.test(field);

/** Everything about the search that a first experiment need not know. */
export function SearchDetail(shared: SectionProps) {
  const [open, setOpen] = useState(false);
  const wrong = Object.keys(shared.errors).some(isInside);
  return (
    <Disclosure
      title="Search in detail"
      summary={summary(shared.draft)}
      open={open || wrong}
      onToggle={() => setOpen(!open)}
      className="search-detail"
    >
      <div className="form-columns">
        <AlgorithmSection {...shared} />
        <VariationSection {...shared} />
        <StoppingSection {...shared} />
        <SeedsSection {...shared} />
      </div>
      <WeightsSection {...shared} />
    </Disclosure>
  );
}

/** What is chosen, in a line. */
function summary(draft: Draft): string {
  const { choices, numbers } = draft;
  const used = usedFields(choices);
  const seeds = seedLines(draft.seeds).length;
  const changed = Object.values(draft.primitiveWeights).filter((weight) => weight !== '1').length;
  const stops = numbers.stagnation.trim() || numbers.evaluations.trim() || Object.values(draft.targets).some((text) => text?.trim());
  return [
    algorithmText[algorithmOf(choices)],
    ...(used.has('selection') ? [`${selectionText[selectionOf(choices)]} selection`] : []),
    `${crossoverText[crossoverOf(choices)]} crossover`,
    ...(choices.deduplicate === '' ? [] : ['no twins']),
    draft.mutations ? 'own mutation lots' : 'default mutations',
    ...(changed > 0 ? [changed === 1 ? '1 primitive weighted' : `${changed} primitives weighted`] : []),
    ...(seeds > 0 ? [seeds === 1 ? '1 seed' : `${seeds} seeds`] : []),
    ...(stops ? ['stops early'] : []),
  ].join(' · ');
}
