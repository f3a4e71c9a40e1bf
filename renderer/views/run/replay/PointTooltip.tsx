import type { PopulationColumns } from '../../../../preload/contract.ts';
import { operatorName } from '../../../charts/population.ts';
import { fitnessAt } from '../../../charts/replay/measures.ts';
import { failure, metricText, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';

interface PointTooltipProps {
  readonly columns: PopulationColumns;
  readonly slot: number;
  readonly objectives: Objectives;
  /** The point, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly within: { readonly width: number; readonly height: number };
}

/** Who the pointer is on. */
export function PointTooltip({ columns, slot, objectives, x, y, within }: PointTooltipProps) {
  const fitness = fitnessAt(columns, slot);
  const age = columns.ages[slot]!;
  const failed = failure(objectives, fitness);
  return (
    <div
      className="point-tooltip"
      style={{
        ...(x > within.width / 2 ? { right: within.width - x + 14 } : { left: x + 14 }),
        ...(y > within.height / 2 ? { bottom: within.height - y + 6 } : { top: y + 6 }),
      }}
    >
      <strong>
        {slot === columns.champion ? 'Champion, slot ' : 'Slot '}
        {slot}
      </strong>
      {failed ? (
        <span>{failed}</span>
      ) : (
        <dl>
          {objectives.map(({ metric }, i) => (
            <div key={metric}>
              <dt>{metricText[metric].name}</dt>
              <dd>{metricText[metric].format(fitness[i])}</dd>
            </div>
          ))}
        </dl>
      )}
      <span className="muted">
        {operatorName(columns.operatorNames[columns.operators[slot]!]!)}, {count(columns.sizes[slot])} nodes
        {age > 0 ? `, ${count(age)} generations old` : ''}
      </span>
      <span className="muted">Click for its ancestry</span>
    </div>
  );
}
