import type { LogbookRow, Run } from '../../../../preload/contract.ts';
import { Stat } from '../../../components/Stat.tsx';
import { count, decimal, percent } from '../../../format/numbers.ts';
import { duration } from '../../../format/time.ts';

interface RunStatsProps {
  readonly run: Run;
  readonly last: LogbookRow | undefined;
}

/** The counts of a run, and of its last generation. */
export function RunStats({ run, last }: RunStatsProps) {
  const share = run.distinct / run.evaluations;
  const distinct = run.evaluations > 0 ? `${percent(share, share < 0.1 ? 1 : 0)} of all` : '';
  return (
    <dl className="stats" aria-label="Counts">
      <Stat label="Evaluations" value={count(run.evaluations)} />
      <Stat label="Distinct strategies" value={count(run.distinct)} note={distinct} />
      <Stat label="Without trades" value={last ? count(last.failed) : '–'} note={last ? `of ${count(run.experiment.population)}` : ''} />
      {last?.infeasible !== undefined && (
        <Stat label="Breaking constraints" value={count(last.infeasible)} note={`of ${count(run.experiment.population)}`} />
      )}
      <Stat label="Average size" value={last ? decimal(last.size.avg, 1) : '–'} note="nodes" />
      <Stat label="Average height" value={last ? decimal(last.height.avg, 1) : '–'} />
      <Stat label="Computing" value={duration(run.seconds)} />
    </dl>
  );
}
