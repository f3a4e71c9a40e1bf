import { checkCount, checkLongEnough, checkShare, judgeable, periodOf, type Split } from './split.ts';

export interface WalkForward {
  /** How often it is trained anew. */
  readonly runs: number;
  /** Returns out of sample ÷ all returns of a run (of the first one, when anchored). 0.2 to 0.3 is usual. */
  readonly outOfSample: number;
  /** anchored: training always begins with the data and grows. rolling: it keeps its length and moves on. */
  readonly mode: 'anchored' | 'rolling';
  /** Returns left out between training and validation. Absent: 0, since training never sees what comes after it. */
  readonly gap?: number;
}

/**
 * Walk-forward analysis (Pardo 2008): in each run strategies are evolved on one stretch and judged on the next. The
 * stretches out of sample follow each other without a gap up to the end of the data (or of `length`, when a holdout
 * lies behind it), so that their returns are one out-of-sample record.
 *
 * @param length bars of the data set, or where its holdout begins to be judged, plus 1
 * @returns a split for each run, in the order of time
 * @throws {PeriodError} when the data is too short for so many runs
 */
export function walkForward(length: number, window: number, { runs, outOfSample, mode, gap = 0 }: WalkForward): Split[] {
  checkCount('runs of walk-forward', runs, 1);
  checkShare('outOfSample', outOfSample);
  checkCount('returns of gap', gap, 0);
  const { first, last } = judgeable(length, window);
  // Training and all stretches out of sample fill the data: (1 − share) · run + runs · share · run = returns.
  const run = (last - first) / (1 - outOfSample + runs * outOfSample);
  const stretch = outOfSample * run;
  const cut = (i: number) => last - Math.round((runs - i) * stretch);
  return Array.from({ length: runs }, (_, i) => {
    const name = `run ${i + 1}`;
    const start = mode === 'anchored' ? first : first + Math.round(i * stretch);
    const split = {
      name,
      training: [periodOf({ first: start, last: cut(i) - gap }, window, `training of ${name}`)],
      validation: [periodOf({ first: cut(i), last: cut(i + 1) }, window, `validation of ${name}`)],
      holdout: [],
    };
    checkLongEnough(split, `${runs} runs of walk-forward`, length, window);
    return split;
  });
}
