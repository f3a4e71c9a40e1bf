import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitness } from '../../main/backtest/fitness.ts';
import { caseValues, objectiveFitness, objectiveValues, worstFitness } from '../../main/backtest/objectives/fitness.ts';
import { languageObjectives, type ObjectiveName, objectiveNames, objectives } from '../../main/backtest/objectives/registry.ts';
import { signals } from '../../main/backtest/signals.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { prepareScalar } from '../../main/evaluation/strategy-evaluator.ts';
import { barsOver } from '../../main/market/bars.ts';
import { barsPerYear, HOUR } from '../../main/market/calendar.ts';
import { tradingDays } from '../../main/market/sessions.ts';
import { equalPeriods } from '../../main/market/splits.ts';
import { WORST_FITNESS } from '../../main/strategy/fitness.ts';
import { size } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { flatSpans, sp500 } from './reference.ts';

/** Decisions and prices of a strategy with these returns, in a period with a window of 2; NaN where it is flat. */
function withReturns(returns: readonly number[]) {
  const close = [1, 1, 1];
  for (const r of returns) close.push(close.at(-1)! * (1 + (Number.isNaN(r) ? 0.5 : r)));
  const decisions = Uint8Array.from(close, (_, t) => (t >= 1 && t <= returns.length && !Number.isNaN(returns[t - 1]!) ? 1 : 0));
  return { decisions, close: Float64Array.from(close), window: 2 };
}

function judge(name: ObjectiveName, returns: readonly number[], options: { barsPerYear?: number; size?: number } = {}): number {
  const decided = withReturns(returns);
  return objectiveValues([name], { ...decided, ...options }, { start: 0, end: decided.close.length })[0]!;
}

const flat = Number.NaN;
const percent = (...values: number[]) => values.map((v) => v / 100);

describe('objectives of eight daily returns (the fixture of the design, quant.md §4)', () => {
  const fixture = percent(1, 10, -4, 2, 3, 2, 1, -10);
  it.each<[ObjectiveName, number]>([
    ['calendarSharpe', 1.723861],
    ['sortino', 2.605531],
    ['cagr', 2.330293],
    ['calmar', 23.302926],
    ['profitFactor', 1.357143],
    ['winRate', 0.75],
    ['maxDrawdown', 0.1],
    ['exposure', 1],
    ['trades', 1],
    ['turnover', 29.697087],
  ])('%s is %f', (name, expected) => expect(judge(name, fixture)).toBeCloseTo(expected, 5));
});

describe('objectives as the tests of empyrical have them (quantopian/empyrical, empyrical/tests/test_stats.py)', () => {
  const mixed = percent(0, 1, 10, -4, 2, 3, 2, 1, -10);
  const positive = percent(1, 2, 1, 1, 1, 1, 1, 1, 1);
  const negative = percent(0, -6, -7, -1, -9, -2, -6, -8, -5);
  const one = [-0.00171614, 0.01322056, 0.03063862, -0.01422057, -0.00489779, 0.01268925, -0.03357711, 0.01797036];
  const two = [0.01846232, 0.00793951, -0.01448395, 0.00422537, -0.00339611, 0.03756813, 0.0151531, 0.03549769];
  it.each<[ObjectiveName, readonly number[], number, number]>([
    ['calendarSharpe', mixed.slice(1), 252, 1.7238613961706866],
    ['calendarSharpe', positive, 252, 52.915026221291804],
    ['calendarSharpe', negative, 252, -24.406808633910085],
    ['sortino', mixed.slice(1), 252, 2.605531251673693],
    ['sortino', mixed.slice(1), 52, 1.1835801911849988],
    ['sortino', mixed.slice(1), 12, 0.5685735326841778],
    ['sortino', negative, 252, -13.532743075043401],
    ['sortino', one, 252, 3.0639640966566306],
    ['sortino', two, 252, 38.090963117002495],
    ['sortino', one, 52, 1.3918264112070571],
    ['sortino', two, 12, 8.3121296084492844],
    ['cagr', mixed, 252, 1.9135925373194231],
    ['cagr', mixed, 52, 0.24690830513998208],
    ['cagr', mixed, 12, 0.052242061386048144],
    ['calmar', mixed, 252, 19.135925373194233],
    ['calmar', mixed, 52, 2.4690830513998208],
    ['calmar', mixed, 12, 0.52242061386048144],
  ])('%s of %j, %i bars a year', (name, returns, barsPerYear, expected) =>
    expect(judge(name, returns, { barsPerYear })).toBeCloseTo(expected, 8),
  );
});

describe('objectives of a moving average on the S&P 500', () => {
  // From a numpy program of the definitions, written without a look at this one.
  const expected: Partial<Record<ObjectiveName, number>>[] = [
    {
      calendarSharpe: 0.24737749736444564,
      sortino: 0.3561556762932834,
      calmar: 0.1085950062907491,
      cagr: 0.01963578740209182,
      profitFactor: 1.055691489961252,
      exposure: 0.565,
      turnover: 8.274475275585509,
      trades: 52,
      sharpe: 0.32923981978365374,
      winRate: 0.5265486725663717,
      size: 5,
    },
    {
      calendarSharpe: 0.3861133787703531,
      sortino: 0.5304014380736977,
      calmar: 0.17328896154362658,
      cagr: 0.040191773186036395,
      profitFactor: 1.090660455913624,
      exposure: 0.603372891942536,
      turnover: 8.67224196279494,
      trades: 56,
      sharpe: 0.49732712035527776,
      winRate: 0.5507246376811594,
      size: 5,
    },
    {
      calendarSharpe: 0.05753715546731123,
      sortino: 0.0745090569686815,
      calmar: 0.0066615438569679495,
      cagr: 0.0012247739871746877,
      profitFactor: 1.0124867841656018,
      exposure: 0.7033104309806371,
      turnover: 9.379434755965734,
      trades: 61,
      sharpe: 0.06862964253564342,
      winRate: 0.5284191829484902,
      size: 5,
    },
  ];
  const { bars } = sp500;
  const genome = parse('gt(close, sma(close, 50))', 100);
  const decided = { decisions: signals(genome, bars), close: bars.close, window: 100, size: size(genome) };
  const periods = equalPeriods(bars.length, 3);
  const names = Object.keys(expected[0]!) as ObjectiveName[];

  it.each([0, 1, 2])('period %i', (i) => {
    const values = objectiveValues(names, decided, periods[i]!);
    for (const [k, name] of names.entries()) expect(values[k], name).toBeCloseTo(expected[i]![name]!, 9);
  });

  it('the fitness is the mean over all cases', () => {
    const weekly = { ...decided, periods: [{ start: 10, end: 700 }], barsPerYear: 52 };
    const cases = caseValues(names, [{ ...decided, periods }, weekly])!;
    expect(cases.map((values) => values[names.indexOf('trades')])).toEqual([52, 56, 61, expect.any(Number)]);
    const means = objectiveFitness(
      names.map((name) => ({ name })),
      [{ ...decided, periods }, weekly],
    );
    for (const k of names.keys()) expect(means[k]).toBeCloseTo((cases[0]![k]! + cases[1]![k]! + cases[2]![k]! + cases[3]![k]!) / 4, 12);
  });
});

describe('objectives of bars within a day', () => {
  // From a pandas program of the definitions: hours of New York, over the change to summer time, put together to days.
  const days = Array.from({ length: 47 }, (_, i) => Date.UTC(2023, 1, 27 + i)).filter((day) => new Date(day).getUTCDay() % 6 !== 0);
  const open = (day: number) => day + (day < Date.UTC(2023, 2, 12) ? 14.5 : 13.5) * HOUR;
  const time = Float64Array.from(days.flatMap((day) => Array.from({ length: 7 }, (_, hour) => open(day) + hour * HOUR)));
  const n = time.length;
  const close = Float64Array.from({ length: n }, (_, i) => Number((100 + 3 * Math.sin(i / 5) + ((i * i) % 17) / 4).toFixed(6)));
  const bars = barsOver(new ArrayBuffer(n * 48), n);
  bars.time.set(time);
  bars.close.set(close);
  const decided = { decisions: signals(parse('gt(close, sma(close, 5))', 10), bars), close, window: 10, barsPerYear: barsPerYear(time) };
  const names: ObjectiveName[] = ['calendarSharpe', 'sortino'];
  const period = { start: 3, end: n - 2 };

  it('are ratios of days, whatever the size of a bar', () => {
    expect(n).toBe(245);
    const [sharpe, sortino] = objectiveValues(names, { ...decided, days: tradingDays(time) }, period);
    expect(sharpe).toBeCloseTo(-5.222094296002456, 9);
    expect(sortino).toBeCloseTo(-6.228052106019584, 9);
    const [ofBars] = objectiveValues(names, decided, period);
    expect(ofBars).toBeCloseTo(-4.84687576428309, 9);
  });

  it('are so for a run, and with a year of the user', () => {
    const problem = {
      bars: shareBars(bars),
      periods: [period],
      window: 10,
      barsPerYear: decided.barsPerYear,
      objectives: names.map((name) => ({ name })),
    };
    const genome = parse('gt(close, sma(close, 5))', 10);
    expect(prepareScalar(problem)(genome)[0]).toBeCloseTo(-5.222094296002456, 9);
    expect(prepareScalar({ ...problem, barsPerYear: 365 * 7 })(genome)[0]).toBeCloseTo(-5.222094296002456 * Math.sqrt(365 / 252), 9);
  });

  it('of bars of a day or more are those of the bars', () => {
    expect(tradingDays(sp500.bars.time)).toBeUndefined();
  });
});

describe('what has nothing to divide by', () => {
  it.each<[ObjectiveName, readonly number[], number]>([
    ['calendarSharpe', [flat, 0, 0], 0],
    ['calendarSharpe', [0.01], 0],
    ['sortino', [0.01, flat, 0.02], 100],
    ['sortino', [0, 0, flat], 0],
    ['calmar', [0.01, flat, 0.02], 100],
    ['calmar', [0, flat], 0],
    ['profitFactor', [0.01, flat], 100],
    ['profitFactor', [0, flat], 1],
    ['profitFactor', [-0.01, flat], 0],
    ['cagr', [1000], 1e6],
    ['cagr', [0, flat], 0],
  ])('%s of %j is %d', (name, returns, expected) => expect(judge(name, returns)).toBe(expected));

  it('a loss on the first bar is a fall for the Calmar ratio, unlike for the drawdown of the language', () => {
    expect(judge('calmar', [-0.5, 1.2], { barsPerYear: 2 })).toBeCloseTo(0.1 / 0.5, 12);
    expect(judge('maxDrawdown', [-0.5, 1.2])).toBe(0);
  });

  it('everything lost, or more, is a growth of −100 % a year', () => {
    const decided = { ...withReturns([0.1, -1.5, 0.1]), close: Float64Array.of(1, 1, 1, 1.1, -0.5, -0.6) };
    const [growth, calmar] = objectiveValues(['cagr', 'calmar'], decided, { start: 0, end: 6 });
    expect(growth).toBe(-1);
    expect(calmar).toBeLessThan(0);
  });
});

describe('trades, exposure and turnover', () => {
  it('entries are counted, also one at the start and one that is still open at the end', () => {
    expect(judge('trades', [0.1, flat, flat, -0.1, 0.1, flat, 0])).toBe(3);
    expect(judge('trades', [flat, 0.1])).toBe(1);
    expect(judge('exposure', [0.1, flat, flat, -0.1])).toBe(0.5);
  });

  it('turnover is half of what is bought and sold, by the mean equity, a year', () => {
    // Bought for 1, sold for 1.1; bought for 1.1, sold for 2.2 at the end. Equity 1, 1.1, 1.1, 2.2.
    const expected = ((1 + 1.1 + 1.1 + 2.2) / 2 / ((1 + 1.1 + 1.1 + 2.2) / 4)) * (252 / 3);
    expect(judge('turnover', [0.1, flat, 1])).toBeCloseTo(expected, 9);
    expect(judge('turnover', [0, 0, 0, 0], { barsPerYear: 4 })).toBe(1);
  });
});

describe('the fitness for any objectives', () => {
  it.each([sp500, flatSpans])('is for those of the language the fitness of the language to the last bit: $name', (reference) => {
    const { bars, cases, periods, window } = reference;
    for (const { genome } of cases) {
      const decisions = signals(genome, bars);
      const expected = fitness(decisions, bars.close, periods, window);
      expect(objectiveFitness(languageObjectives, [{ decisions, close: bars.close, window, periods }])).toEqual(expected);
    }
  });

  const decided = withReturns([0.1, flat, -0.1, flat, flat, flat, flat, 0.1]);
  const all = objectiveNames.map((name) => ({ name }));
  const judgeAll = (periods: { start: number; end: number }[], minHeldBars?: number) =>
    objectiveFitness(all, [{ ...decided, periods }], minHeldBars);

  it('is the worst when a period holds nothing, or too little', () => {
    expect(judgeAll([{ start: 0, end: 11 }])).not.toEqual(worstFitness(all));
    expect(judgeAll([{ start: 0, end: 11 }], 3)).toEqual(judgeAll([{ start: 0, end: 11 }]));
    expect(judgeAll([{ start: 0, end: 11 }], 4)).toEqual(worstFitness(all));
    expect(
      judgeAll(
        [
          { start: 0, end: 11 },
          { start: 3, end: 8 },
        ],
        0,
      ),
    ).toEqual(worstFitness(all));
  });

  it('is the worst when a value is not finite', () => {
    const broken = { ...decided, close: decided.close.with(2, 0), periods: [{ start: 0, end: 11 }] };
    for (const name of objectiveNames) expect(caseValues([name], [broken])).toBeNull();
    expect(objectiveFitness(all, [broken])).toEqual(worstFitness(all));
  });

  it('is the worst for the way that the experiment wants', () => {
    expect(worstFitness(languageObjectives)).toEqual(WORST_FITNESS);
    expect(worstFitness([{ name: 'trades' }, { name: 'trades', direction: 'min' }, { name: 'sharpe', direction: 'min' }])).toEqual([
      -1, 1e9, 999,
    ]);
  });

  it('a strategy that holds fewer bars than asked for has the worst fitness of the language too', () => {
    const judgeLanguage = (least?: number) => fitness(decided.decisions, decided.close, [{ start: 0, end: 11 }], 2, least);
    expect(judgeLanguage(3)).toEqual(judgeLanguage());
    expect(judgeLanguage(4)).toEqual(WORST_FITNESS);
    expect(fitness(new Uint8Array(11), decided.close, [{ start: 0, end: 11 }], 2, 0)).toEqual(WORST_FITNESS);
  });

  it('of any prices is finite and better than the worst', () => {
    const change = fc.oneof(fc.constant(flat), fc.constant(0), fc.double({ min: -0.999, max: 20, noNaN: true }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), fc.constantFrom(12, 52, 252, 365, 98_280), (returns, barsPerYear) => {
        const judged = withReturns(returns);
        const period = { start: 0, end: judged.close.length };
        fc.pre(returns.some((r) => !Number.isNaN(r)));
        const values = caseValues(objectiveNames, [{ ...judged, barsPerYear, size: 20, periods: [period] }]);
        expect(values).not.toBeNull();
        for (const [k, name] of objectiveNames.entries()) {
          const { worst } = objectives[name];
          if (name === 'sharpe') continue; // Not limited: the language has none.
          expect(values![0]![k]!, name).toBeGreaterThanOrEqual(worst.max);
          expect(values![0]![k]!, name).toBeLessThanOrEqual(worst.min);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('the list of objectives', () => {
  it('has for each what the window shows', () => {
    expect(objectiveNames).toHaveLength(12);
    for (const name of objectiveNames) {
      const { label, definition, direction, worst } = objectives[name];
      expect(label.length).toBeGreaterThan(3);
      expect(definition).toMatch(/^[A-Z][^.]*\.$/);
      expect(direction === 'max' ? worst.max < worst.min : worst.min > worst.max).toBe(true);
    }
  });
});
