import { PeriodError } from '../errors.ts';
import { checkCount, checkLongEnough, equalParts, judgeable, type NamedPeriod, periodOf, type Returns, type Split } from './split.ts';

export interface KFold {
  readonly folds: number;
  /**
   * Bars left out on both sides of the validation: the longest look-back plus the bar from a decision to its position.
   * Absent: `window`, with which no bar is read by both. With larger timeframes: the largest `reach` of resample.ts.
   */
  readonly purge?: number;
  /** Further bars left out behind the validation, against what lasts beyond it. Absent: a hundredth of the data. */
  readonly embargo?: number;
}

/**
 * Purged k-fold cross-validation with embargo (López de Prado 2018, chapter 7): each part of the data is validated
 * once, by strategies trained on what lies before and behind it, with `purge` bars on both sides and `embargo` bars
 * behind left out. A side that is too short to be judged is left out too.
 *
 * @param length bars of the data set, or where its holdout begins to be judged, plus 1
 * @returns a split for each fold, in the order of time
 * @throws {PeriodError} when the data is too short for so many folds
 */
export function kFold(length: number, window: number, options: KFold): Split[] {
  const { folds, purge = window, embargo = Math.floor(length / 100) } = options;
  checkCount('folds', folds, 2);
  checkCount('bars of purge', purge, 0);
  checkCount('bars of embargo', embargo, 0);
  const all = judgeable(length, window);
  return equalParts(all, folds).map((part, i) => {
    const name = `fold ${i + 1}`;
    // The last close of training is `purge` bars before the first that validation holds, and the other way round.
    const before = { first: all.first, last: part.first - purge - 1 };
    const behind = { first: part.last + purge + embargo + 1, last: all.last };
    const training = [before, behind].flatMap((side, k) => trainingSide(side, window, `training ${k ? 'after' : 'before'} ${name}`));
    if (training.length === 0) {
      const left = `purge and embargo leave nothing to train on for ${name} of ${folds}`;
      throw new PeriodError(`${left}: take more bars, a smaller window, fewer bars of embargo or other folds`);
    }
    const split = { name, training, validation: [periodOf(part, window, `validation of ${name}`)], holdout: [] };
    checkLongEnough(split, `${folds} folds`, length, window);
    return split;
  });
}

const trainingSide = (side: Returns, window: number, name: string): NamedPeriod[] =>
  side.last > side.first ? [periodOf(side, window, name)] : [];
