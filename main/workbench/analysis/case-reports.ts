import type { CaseReport, Experiment } from '../../../preload/contract.ts';
import { periodMetrics } from '../../backtest/analysis/period-metrics.ts';
import { caseValues } from '../../backtest/objectives/fitness.ts';
import { objectiveNames } from '../../backtest/objectives/registry.ts';
import { periodReport } from '../../backtest/report.ts';
import { timeframesOf } from '../../evaluation/problem.ts';
import { type SharedBars, viewBars } from '../../evaluation/shared-bars.ts';
import { judgedOn } from '../../evaluation/strategy-evaluator.ts';
import type { Role } from '../../market/validation/split.ts';
import { type Genome, size } from '../../strategy/genome.ts';
import { namedPeriodsOf } from '../periods.ts';
import { BASE, objectivesOf, problemOf } from '../problem.ts';
import type { Checkpoint } from './jobs.ts';

/**
 * A strategy in every case: on each timeframe in each period, first those of training in the order in which the search
 * judges them.
 *
 * @param bars of the data set
 * @param shown the roles whose periods are judged; nothing is computed on others
 * @param decisionsOn the decisions of the strategy on the bars of a timeframe
 */
export function caseReports(
  genome: Genome,
  experiment: Experiment,
  bars: SharedBars,
  shown: readonly Role[],
  decisionsOn: (bars: SharedBars) => Uint8Array,
  checkpoint: Checkpoint,
): CaseReport[] {
  const named = namedPeriodsOf(experiment, bars.length);
  const { timeframes = [BASE], window } = experiment;
  const chosen = objectivesOf(experiment).map(({ name }) => name);
  return shown.flatMap((role) => {
    if (named[role].length === 0) return [];
    const problem = problemOf(experiment, bars, named[role]);
    const judged = judgedOn(problem, objectiveNames);
    return timeframesOf(problem).flatMap((on, i) => {
      const one = { ...judged[i]!, decisions: decisionsOn(on.bars), size: size(genome) };
      const minHeldBars = on.minHeldBars ?? experiment.minHeldBars;
      return on.periods.map((period, place): CaseReport => {
        checkpoint();
        return {
          ...{ role, period: named[role][place]!.name, timeframe: timeframes[i]!, minHeldBars },
          ...periodReport(one.decisions, viewBars(on.bars), period, window),
          judged: caseValues(chosen, [{ ...one, periods: [period] }], minHeldBars) !== null,
          metrics: periodMetrics(one, period),
        };
      });
    });
  });
}
