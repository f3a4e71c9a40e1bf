import { PeriodError } from '../errors.ts';
import { checkCount, checkLongEnough, checkShare, cutReturns, equalParts, judgeable, periodOf, type Split } from './split.ts';

export interface Shares {
  /** Shares of the returns that can be judged; training has what is left. Absent: 0.2 each. 0: none. */
  readonly validation?: number;
  readonly holdout?: number;
  /** Into how many equal periods training is cut, over which the fitness is averaged. Absent: 3. */
  readonly trainingPeriods?: number;
}

/**
 * Training, then validation, then holdout, in the order of time: every return of the data set is judged once.
 *
 * @param length bars of the data set
 * @param window bars that a decision looks back on, with the one on which it is taken
 * @throws {PeriodError} when the data is too short, or a share is none
 */
export function splitByShares(length: number, window: number, shares: Shares = {}): Split {
  const { validation = 0.2, holdout = 0.2, trainingPeriods = 3 } = shares;
  checkCount('training periods', trainingPeriods, 1);
  if (validation !== 0) checkShare('the share of validation', validation);
  if (holdout !== 0) checkShare('the share of the holdout', holdout);
  if (validation + holdout >= 1) throw new PeriodError('validation and holdout leave nothing to train on: make their shares smaller');
  const cuts = [0, 1 - holdout - validation, 1 - holdout, 1];
  const [train, validate, hold] = cutReturns(judgeable(length, window), cuts);
  const parts = equalParts(train!, trainingPeriods);
  const split = {
    name: 'shares',
    training: parts.map((part, i) => periodOf(part, window, parts.length === 1 ? 'training' : `training ${i + 1}`)),
    validation: validation === 0 ? [] : [periodOf(validate!, window, 'validation')],
    holdout: holdout === 0 ? [] : [periodOf(hold!, window, 'holdout')],
  };
  checkLongEnough(split, 'these shares', length, window);
  return split;
}
