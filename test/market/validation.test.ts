import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldReturns } from '../../main/backtest/positions.ts';
import { barsOver, type Period } from '../../main/market/bars.ts';
import { DAY } from '../../main/market/calendar.ts';
import { PeriodError } from '../../main/market/errors.ts';
import { periodsOn, reach, resample } from '../../main/market/resample.ts';
import { kFold } from '../../main/market/validation/k-fold.ts';
import { splitByShares } from '../../main/market/validation/shares.ts';
import { checkSplit, type NamedPeriod, returnsOf, roles, type Split } from '../../main/market/validation/split.ts';
import { walkForward } from '../../main/market/validation/walk-forward.ts';

/** The bars whose return to the next one a period judges. */
function judged(periods: readonly Period[], window: number): number[] {
  return periods.flatMap((period) => {
    const { first, last } = returnsOf(period, window);
    return Array.from({ length: last - first }, (_, i) => first + i);
  });
}

/** The bars that a period reads, its history included. */
const read = (periods: readonly Period[]) =>
  new Set(periods.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));

/** All returns of a data set, in order. */
const allReturns = (length: number, window: number) => Array.from({ length: length - 1 - window }, (_, i) => window + i);

const names = (periods: readonly NamedPeriod[]) => periods.map(({ name, start, end }) => `${name} ${start}:${end}`);

const sizes = { length: fc.integer({ min: 400, max: 3000 }), window: fc.integer({ min: 2, max: 30 }) };

it('a period judges the returns that the backtest takes from it', () => {
  const close = Float64Array.from({ length: 50 }, (_, t) => 2 ** t);
  const period = { start: 7, end: 30 };
  const { first, last } = returnsOf(period, 5);
  for (let b = 0; b < 49; b++) {
    const decisions = new Uint8Array(50);
    decisions[b - 1] = 1;
    expect(heldReturns(decisions, close, period, 5)).toHaveLength(first <= b && b < last ? 1 : 0);
  }
});

describe('shares', () => {
  it('cut the data into training, validation and holdout, each with its history before it', () => {
    const split = splitByShares(1111, 10);
    expect(names([...split.training, ...split.validation, ...split.holdout])).toEqual([
      ...['training 1 0:231', 'training 2 220:451', 'training 3 440:671', 'validation 660:891', 'holdout 880:1111'],
    ]);
  });

  it('judge every return once, in the order of time', () => {
    const share = fc.double({ min: 0.05, max: 0.45, noNaN: true });
    fc.assert(
      fc.property(
        sizes.length,
        sizes.window,
        share,
        share,
        fc.integer({ min: 1, max: 3 }),
        (length, window, validation, holdout, parts) => {
          const split = splitByShares(length, window, { validation, holdout, trainingPeriods: parts });
          expect(split.training).toHaveLength(parts);
          expect(roles.flatMap((role) => judged(split[role], window))).toEqual(allReturns(length, window));
          checkSplit(split, length, window);
          const total = length - 1 - window;
          expect(Math.abs(judged(split.holdout, window).length - holdout * total)).toBeLessThanOrEqual(1);
          expect(Math.abs(judged(split.validation, window).length - validation * total)).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 6 },
    );
  });

  it('of 0 leave a role out', () => {
    const split = splitByShares(500, 100, { validation: 0.3, holdout: 0, trainingPeriods: 1 });
    expect([names(split.training), split.holdout]).toEqual([['training 0:380'], []]);
    expect(splitByShares(500, 100, { validation: 0 }).validation).toEqual([]);
  });

  it('that make no sense are refused', () => {
    expect(() => splitByShares(500, 100, { validation: 1.5 })).toThrow('the share of validation is 1.5: take a share between 0 and 1');
    expect(() => splitByShares(500, 100, { validation: 0.5, holdout: 0.5 })).toThrow('leave nothing to train on');
    expect(() => splitByShares(500, 100, { trainingPeriods: 0 })).toThrow('0 training periods: take a whole number from 1 on');
    expect(() => splitByShares(103, 100)).toThrow(PeriodError);
    expect(() => splitByShares(50, 100)).toThrow(
      '50 bars are too few for these shares: training 1 would have nothing to judge behind the 100 bars of its history; take more bars',
    );
  });
});

describe('walk-forward', () => {
  const runsOf = (mode: 'anchored' | 'rolling') =>
    walkForward(1011, 10, { runs: 3, outOfSample: 0.25, mode }).map((run) => names([...run.training, ...run.validation]));

  it('rolling trains on windows of one length, anchored on growing ones', () => {
    // 1000 returns: 500 to train on, three times 167 or 166 (a quarter of 667) out of sample.
    expect(runsOf('rolling')).toEqual([
      ['training of run 1 0:511', 'validation of run 1 500:678'],
      ['training of run 2 167:678', 'validation of run 2 667:844'],
      ['training of run 3 333:844', 'validation of run 3 833:1011'],
    ]);
    expect(runsOf('anchored').map(([training]) => training)).toEqual([
      'training of run 1 0:511',
      'training of run 2 0:678',
      'training of run 3 0:844',
    ]);
  });

  it('never trains on what it is judged on or what comes after, and the stretches out of sample are one up to the end', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...sizes,
          runs: fc.integer({ min: 1, max: 12 }),
          outOfSample: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
          mode: fc.constantFrom('anchored', 'rolling'),
          gap: fc.integer({ min: 0, max: 10 }),
        }),
        ({ length, window, ...settings }) => {
          const { runs, outOfSample, mode, gap } = settings;
          const splits = walkForward(length, window, settings);
          expect(splits).toHaveLength(runs);
          const outside = splits.flatMap((split) => judged(split.validation, window));
          expect(outside).toEqual(allReturns(length, window).slice(-outside.length));
          for (const [i, split] of splits.entries()) {
            checkSplit(split, length, window);
            const trained = judged(split.training, window);
            const tested = judged(split.validation, window);
            expect(trained.at(-1)! + 1 + gap).toBe(tested[0]);
            if (mode === 'anchored' || i === 0) expect(trained[0]).toBe(window);
            const whole = trained.length + gap + tested.length;
            if (mode === 'rolling') expect(Math.abs(tested.length / whole - outOfSample)).toBeLessThan(3 / whole);
          }
        },
      ),
      { seed: 6 },
    );
  });

  it('needs enough data', () => {
    expect(() => walkForward(300, 100, { runs: 500, outOfSample: 0.3, mode: 'rolling' })).toThrow(
      /^300 bars are too few for 500 runs of walk-forward: (training|validation) of run 1 would have nothing to judge/,
    );
    expect(() => walkForward(300, 10, { runs: 0, outOfSample: 0.3, mode: 'rolling' })).toThrow('0 runs of walk-forward: take a whole');
    expect(() => walkForward(300, 10, { runs: 2, outOfSample: 1, mode: 'rolling' })).toThrow('outOfSample is 1: take a share');
  });
});

describe('k-fold', () => {
  it('trains before and after each fold, with purge and embargo between', () => {
    const [one, two, ...more] = kFold(1011, 10, { folds: 4, embargo: 5 });
    expect([names(one!.training), names(one!.validation)]).toEqual([['training after fold 1 266:1011'], ['validation of fold 1 0:261']]);
    expect(names(two!.training)).toEqual(['training before fold 2 0:250', 'training after fold 2 516:1011']);
    expect(names(two!.validation)).toEqual(['validation of fold 2 250:511']);
    expect(more).toHaveLength(2);
  });

  it('validates every return once, and training reads no bar that validation reads, nor one of the embargo', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...sizes,
          folds: fc.integer({ min: 2, max: 6 }),
          more: fc.integer({ min: 0, max: 20 }),
          embargo: fc.integer({ min: 0, max: 30 }),
        }),
        ({ length, window, folds, more, embargo }) => {
          const purge = window + more;
          const splits = kFold(length, window, { folds, purge, embargo });
          expect(splits.flatMap((split) => judged(split.validation, window))).toEqual(allReturns(length, window));
          for (const split of splits) {
            checkSplit(split, length, window);
            const validated = judged(split.validation, window);
            const forbidden = read(split.validation);
            for (let b = 1; b <= embargo; b++) forbidden.add(validated.at(-1)! + 1 + b);
            for (let b = 1; b <= more; b++) forbidden.add(split.validation[0]!.start - b);
            expect([...read(split.training)].filter((b) => forbidden.has(b))).toEqual([]);
            // What is left out is no more than that.
            const trained = judged(split.training, window);
            const sides = split.training.length;
            expect(trained.length).toBeGreaterThanOrEqual(length - 1 - window - validated.length - 2 * (purge + 1) - embargo);
            expect(sides).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      { seed: 6 },
    );
  });

  it('purged by the reach of larger bars, their training and validation share no bar of the data either', () => {
    const days = barsOver(new ArrayBuffer(1500 * 48), 1500);
    // A five-day week with a holiday now and then.
    let day = 4;
    for (let t = 0; t < days.length; t++) {
      days.time[t] = day * DAY;
      do day++;
      while ((day + 3) % 7 > 4 || day % 23 === 0);
    }
    const weeks = resample(days, '1w');
    const window = 20;
    const base = (periods: readonly Period[]) =>
      read(periodsOn(weeks, periods, window).map(({ start, end }) => ({ start: weeks.from[start]!, end: weeks.to[end - 1]! })));
    for (const split of kFold(days.length, window, { folds: 4, purge: reach(weeks, window), embargo: 0 })) {
      const validation = base(split.validation);
      const training = [...base(split.training), ...read(split.training)];
      expect(validation.size).toBeGreaterThan(300);
      expect(training.length).toBeGreaterThan(1500);
      expect(training.filter((b) => validation.has(b))).toEqual([]);
    }
  });

  it('without purge training and validation share history, but no return', () => {
    for (const split of kFold(1000, 20, { folds: 5, purge: 0, embargo: 0 })) checkSplit(split, 1000, 20);
  });

  it('needs enough data', () => {
    expect(() => kFold(300, 100, { folds: 2 })).toThrow('purge and embargo leave nothing to train on for fold 1 of 2: take more bars');
    expect(() => kFold(103, 100, { folds: 5, purge: 0, embargo: 0 })).toThrow('103 bars are too few for 5 folds');
    expect(() => kFold(300, 10, { folds: 1 })).toThrow('1 folds: take a whole number from 2 on');
  });
});

describe('what a user writes', () => {
  const split = (training: [number, number], validation: [number, number], holdout?: [number, number]): Split => {
    const period = (name: string, [start, end]: [number, number]) => [{ name, start, end }];
    return {
      ...{ name: 'mine', training: period('training', training), validation: period('validation', validation) },
      holdout: holdout ? period('holdout', holdout) : [],
    };
  };

  it('may share history between roles, but no return', () => {
    expect(() => checkSplit(split([0, 500], [399, 900]), 1000, 100)).not.toThrow();
    expect(() => checkSplit(split([0, 500], [398, 900]), 1000, 100)).toThrow(
      'training and validation both judge bars 498 to 499: begin validation at 399 or later, or end training at 499 or before',
    );
    // The remedies work.
    expect(() => checkSplit(split([0, 499], [398, 900]), 1000, 100)).not.toThrow();
    // A holdout before training is as good as one behind it.
    expect(() => checkSplit(split([300, 700], [599, 1000], [0, 401]), 1000, 100)).not.toThrow();
    expect(() => checkSplit(split([300, 700], [599, 1000], [0, 402]), 1000, 100)).toThrow('holdout and training both judge');
  });

  it('has to fit the data', () => {
    expect(() => checkSplit(split([0, 500], [400, 1200]), 1000, 100)).toThrow('validation (400:1200) ends behind the data');
    expect(() => checkSplit({ ...split([0, 500], [400, 900]), training: [] }, 1000, 100)).toThrow('there is no training period');
  });
});
