import { Button } from '@blueprintjs/core';
import { DiagramTree, SearchTemplate } from '@blueprintjs/icons';
import type { IndividualView } from '../../../../preload/contract.ts';
import { operatorName } from '../../../charts/population.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { StrategyText } from '../../../components/StrategyText.tsx';
import { formatFitness, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';

interface IndividualCardProps {
  readonly title: string;
  readonly individual: IndividualView;
  readonly generation: number;
  readonly objectives: Objectives;
  readonly onInspect: () => void;
  readonly onTrace: () => void;
  /** Goes to a parent, one generation before. */
  readonly onParent: (slot: number) => void;
  /** Back to the champion; null when it is the champion. */
  readonly onBack: (() => void) | null;
}

/** One individual of a generation: its rule, its fitness and where it came from. */
export function IndividualCard(props: IndividualCardProps) {
  const { title, individual, generation, objectives, onInspect, onTrace, onParent, onBack } = props;
  const parents = [...new Set(individual.parents)];
  return (
    <Panel
      title={title}
      className="individual"
      actions={
        <>
          {onBack && <Button size="small" variant="minimal" text="Show champion" onClick={onBack} />}
          <CopyButton label="Copy" text={() => individual.strategy} />
          <Button size="small" variant="minimal" icon={<DiagramTree />} text="Ancestry" onClick={onTrace} />
          <Button size="small" icon={<SearchTemplate />} text="Inspect" onClick={onInspect} />
        </>
      }
    >
      <p className="numbers individual-fitness">{formatFitness(objectives, individual.fitness)}</p>
      <div className="individual-text">
        <StrategyText text={individual.strategy} />
      </div>
      <p className="individual-origin muted">
        Slot {individual.slot} · {count(individual.size)} nodes, height {individual.height} · {operatorName(individual.operator)}
        {parents.length > 0 && (
          <>
            {' of '}
            {parents.map((slot, i) => (
              <span key={slot}>
                {i > 0 && ' and '}
                <button
                  type="button"
                  className="link"
                  onClick={() => onParent(slot)}
                  aria-label={`Parent in slot ${slot} of generation ${generation - 1}`}
                >
                  slot {slot}
                </button>
              </span>
            ))}
            {` in generation ${generation - 1}`}
          </>
        )}
      </p>
    </Panel>
  );
}
