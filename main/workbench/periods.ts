import type { Experiment, GivenSplit, SplitPreview } from '../../preload/contract.ts';
import type { Period } from '../market/bars.ts';
import { PeriodError } from '../market/errors.ts';
import { equalPeriods } from '../market/splits.ts';
import { kFold } from '../market/validation/k-fold.ts';
import { splitByShares } from '../market/validation/shares.ts';
import { checkSplit, cutReturns, judgeable, type NamedPeriod, periodOf, type Role, roles, type Split } from '../market/validation/split.ts';
import { walkForward } from '../market/validation/walk-forward.ts';

/** Into how many equal periods a data set is cut when the experiment names none. */
const DEFAULT_PERIODS = 3;

/** The training periods of an experiment on a data set of so many bars. */
export const periodsOf = (experiment: Experiment, bars: number): readonly Period[] =>
  experiment.periods ?? equalPeriods(bars, DEFAULT_PERIODS);

/** The experiment with its `split` carried out: what is stored names every period. Without a split it stays as it is. */
export function withPeriods(experiment: Experiment, bars: number): Experiment {
  const { split, ...rest } = experiment;
  if (!split) return experiment;
  const { training, validation, holdout } = cut(split, bars, experiment.window);
  return {
    ...rest,
    periods: [...training],
    ...(validation.length > 0 ? { validation: [...validation] } : {}),
    ...(holdout.length > 0 ? { holdout: [...holdout] } : {}),
  };
}

/** @throws {PeriodError} that names the period, when the experiment's periods do not fit the data or each other */
export function checkPeriodsOf(experiment: Experiment, bars: number): void {
  checkSplit({ name: 'experiment', ...namedPeriodsOf(experiment, bars) }, bars, experiment.window);
}

/** All periods of an experiment by their role, each with a name. */
export function namedPeriodsOf(experiment: Experiment, bars: number): Readonly<Record<Role, readonly NamedPeriod[]>> {
  const { validation = [], holdout = [] } = experiment;
  const given = { training: periodsOf(experiment, bars), validation, holdout };
  return mapRoles((role) => nameAll(given[role], role));
}

const mapRoles = <T>(of: (role: Role) => T) => Object.fromEntries(roles.map((role) => [role, of(role)])) as Record<Role, T>;

const nameAll = (periods: readonly (Period & { readonly name?: string })[], role: Role): NamedPeriod[] =>
  periods.map(({ start, end, name }, i) => ({ start, end, name: name ?? `${role === 'training' ? '' : `${role} `}period ${i + 1}` }));

/** The periods that a split becomes on a data set of so many bars. @throws {PeriodError} that says what would mend it */
export function previewSplit(split: GivenSplit, bars: number, window: number): SplitPreview {
  const { training, validation, holdout } = cut(split, bars, window);
  return { periods: training, validation, holdout };
}

function cut(given: GivenSplit, bars: number, window: number): Split {
  if (given.method === 'shares') return splitByShares(bars, window, given);
  const [before, sealed] = sealHoldout(given.holdout, bars, window);
  const splits = given.method === 'walkForward' ? walkForward(before, window, given) : kFold(before, window, given);
  const chosen = splits[given.use - 1];
  if (!chosen) throw new PeriodError(`split.use is ${given.use}, and there are ${splits.length}: take 1 to ${splits.length}`);
  return { ...chosen, holdout: sealed };
}

/** Cuts the holdout off the end of the data: how many bars are left before it, and its period. */
function sealHoldout(share: number, bars: number, window: number): [number, NamedPeriod[]] {
  if (share === 0) return [bars, []];
  const [, held] = cutReturns(judgeable(bars, window), [0, 1 - share, 1]);
  return [held!.first + 1, [periodOf(held!, window, 'holdout')]];
}
