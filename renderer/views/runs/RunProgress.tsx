import type { Run } from '../../../preload/contract.ts';
import { count } from '../../format/numbers.ts';

/** Generations done of those wanted, as a small bar and in numbers. */
export function RunProgress({ run }: { readonly run: Run }) {
  const done = Math.max(0, run.generation);
  const all = run.experiment.generations;
  return (
    <span className="run-progress">
      <progress
        data-state={run.state}
        max={Math.max(1, all)}
        value={all === 0 ? (run.generation < 0 ? 0 : 1) : done}
        aria-label={`Progress of ${run.name}`}
      />
      <span className="numbers">
        {count(done)} / {count(all)}
      </span>
    </span>
  );
}
