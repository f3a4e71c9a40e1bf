import { Button } from '@blueprintjs/core';
import type { IndividualPlace, OriginView } from '../../../../preload/contract.ts';
import { operatorName, operatorText } from '../../../charts/population.ts';
import { StrategyText } from '../../../components/StrategyText.tsx';
import { formatFitness, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { subtreeSpans } from '../../../format/subtree.ts';

interface LineageStepProps {
  readonly origin: OriginView;
  /** Its last generation in the line that is looked at. */
  readonly until: number;
  readonly objectives: Objectives;
  readonly onShow: (place: IndividualPlace) => void;
}

/** One ancestor: by which operator it came, what that changed, and what it did to the fitness. */
export function LineageStep({ origin, until, objectives, onShow }: LineageStepProps) {
  const { generation, slot, operator, strategy, fitness, parents, change } = origin;
  const before = parents[0];
  return (
    <article className="lineage-step">
      <header>
        <span className={`swatch point op-${operatorText[operator]?.color ?? 'reproduce'}`} aria-hidden="true" />
        <strong>{operatorName(operator)}</strong>
        <span className="muted numbers">
          generation {count(generation)}
          {until > generation ? `, unchanged to ${count(until)}` : ''}, slot {slot}
          {parents.length > 1 ? ` · with slot ${parents[1]!.slot}` : ''}
        </span>
        <span className="spring" />
        <Button size="small" variant="minimal" text="Show in replay" onClick={() => onShow({ generation, slot })} />
      </header>
      <p className="numbers">
        {formatFitness(objectives, fitness)}
        {before && <span className="muted"> · before: {formatFitness(objectives, before.fitness)}</span>}
      </p>
      <StrategyText text={strategy} marked={change ? subtreeSpans(strategy, [change.after]) : []} />
      {change && (
        <p className="lineage-before">
          <span className="muted">instead of</span> <code>{change.before.text}</code>
        </p>
      )}
    </article>
  );
}
