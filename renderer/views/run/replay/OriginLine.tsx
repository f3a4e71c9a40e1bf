import type { IndividualDetail, IndividualPlace } from '../../../../preload/contract.ts';
import { operatorName } from '../../../charts/population.ts';
import { count } from '../../../format/numbers.ts';

interface OriginLineProps {
  readonly individual: IndividualDetail;
  readonly onParent: (place: IndividualPlace) => void;
}

/** Where an individual stands, how large and how old it is, and which parents it has, to go to. */
export function OriginLine({ individual, onParent }: OriginLineProps) {
  const { generation, slot, size, height, age, operator } = individual;
  const parents = [...new Set(individual.parents)];
  return (
    <p className="individual-origin muted">
      Generation {count(generation)}, slot {slot} · {count(size)} nodes, height {height}
      {age > 0 && ` · ${count(age)} ${age === 1 ? 'generation' : 'generations'} old`} · {operatorName(operator)}
      {parents.length > 0 && (
        <>
          {' of '}
          {parents.map((parent, i) => (
            <span key={parent}>
              {i > 0 && ' and '}
              <button
                type="button"
                className="link"
                onClick={() => onParent({ generation: generation - 1, slot: parent })}
                aria-label={`Parent in slot ${parent} of generation ${generation - 1}`}
              >
                slot {parent}
              </button>
            </span>
          ))}
          {` in generation ${generation - 1}`}
        </>
      )}
    </p>
  );
}
