import { describe, expect, test } from 'vitest';
import { defaultMutations } from '../../main/evolution/variation/registry.ts';
import { checkSplit } from '../../main/market/validation/split.ts';
import { parse } from '../../main/strategy/parse.ts';
import { type ExperimentInput, experimentSchema } from '../../preload/contract.ts';
import { type Draft, draftFork, draftOf, leaveFork, useDraft } from '../../renderer/state/draft.ts';
import { withoutPeriod, withPeriod } from '../../renderer/state/held-out.ts';
import { jsonOf, readJson } from '../../renderer/state/json-draft.ts';
import { forkChanges, readDraft, seedLines } from '../../renderer/state/read-draft.ts';
import { defaultLots } from '../../renderer/state/search-fields.ts';
import { inputOfSplit, splitDraftOf } from '../../renderer/state/split-draft.ts';
import { timeframesFor } from '../../renderer/state/timeframes.ts';
import { experiment } from './fixtures.ts';

const BARS = 5105;
const of = (input: ExperimentInput) => experimentSchema.parse(input);
const errors = (draft: Draft) => {
  const read = readDraft(draft, BARS);
  return read.ok ? {} : read.errors;
};
const reads = (draft: Draft) => {
  const read = readDraft(draft, BARS);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.experiment;
};

/** Each names what its algorithm and operators look at, and nothing else. */
const rich: Record<string, ExperimentInput> = {
  'μ + λ': { algorithm: 'muPlusLambda', survival: 'epsilonLexicase', epsilon: 0.02, offspring: 400, crossover: 0.5, mutation: 0.4 },
  islands: {
    algorithm: 'islands',
    selection: 'doubleTournament',
    parsimony: 1.6,
    fitnessFirst: false,
    elitism: 2,
    islands: { count: 5, topology: 'full', every: 3, migrants: 2, emigrants: 'random', replaced: 'worst' },
  },
  'HARM-GP': {
    algorithm: 'harmGp',
    harm: { alpha: 0.1, beta: 5, gamma: 0.3, rho: 0.8, model: 500, minCutoff: 12 },
    crossoverMethod: 'leafBiased',
    leafShare: 0.2,
  },
  'NSGA-III on islands, without twins': {
    algorithm: 'islands',
    islands: { count: 3, algorithm: 'nsga3' },
    referencePoints: { memory: true },
    deduplicate: 'behaviour',
    stop: { seconds: 90 },
  },
  'weights and constraints': {
    selection: 'weightedTournament',
    objectives: [
      { metric: 'sharpe', weight: 2.5 },
      { metric: 'maxDrawdown', weight: -0.75 },
    ],
    constraints: [
      { metric: 'trades', min: 20 },
      { metric: 'exposure', min: 0.1, max: 0.8 },
    ],
    penalty: { method: 'delta', delta: [-99, 1], distance: 2 },
  },
  'constraints by distance': { constraints: [{ metric: 'size', max: 30 }], penalty: { method: 'distance', alpha: 0.5 } },
  'constraints by themselves': { constraints: [{ metric: 'cagr', min: 0 }] },
  'NSGA-III': { algorithm: 'nsga3', referencePoints: { divisions: 12, scaling: 0.5, memory: true } },
  'periods and stopping': {
    periods: [{ name: 'early', start: 0, end: 2000 }],
    validation: [{ start: 2000, end: 3500 }],
    holdout: [{ start: 3500, end: 5105 }],
    timeframes: ['base', '1w'],
    sessions: { by: 'day', offset: 0 },
    barsPerYear: 250,
    stop: { target: [2, null, 0.6], stagnation: 30, evaluations: 10_000 },
    mutations: { uniform: 2, hoist: 1 },
    primitiveWeights: { rsi: 0, gt: 3 },
    seeds: ['gt(close, sma(close, 50))', 'lt(rsi(close, 14), 30)'],
  },
  'a split': { split: { method: 'walkForward', runs: 4, outOfSample: 0.25, mode: 'rolling', holdout: 0.1, use: 2 } },
};

describe('the form', () => {
  test.each(Object.entries(rich))('stands for an experiment with %s, and so does its JSON', (_, input) => {
    const wanted = of(input);
    expect(reads(draftOf(wanted))).toEqual(wanted);
    expect(readJson(jsonOf(draftOf(wanted)))).toEqual({ ok: true, experiment: wanted });
  });

  test('keeps fields of another algorithm to itself', () => {
    const draft = draftOf(of(rich.islands!));
    const simple = { ...draft, choices: { ...draft.choices, algorithm: 'nsga2', selection: 'doubleTournament' } };
    expect(reads(simple)).toEqual({ ...experiment, algorithm: 'nsga2' });
    expect(reads({ ...simple, choices: { ...simple.choices, algorithm: 'islands' } })).toEqual(of(rich.islands!));
  });

  test('says at which field of the search something is wrong', () => {
    const draft = draftOf(of({ ...rich.islands, stop: { target: [2, null, 0.6] } }));
    expect(errors({ ...draft, numbers: { ...draft.numbers, islandCount: '', elitism: 'x', every: '0' } })).toEqual({
      islandCount: 'Needs a number',
      elitism: 'Needs a number',
      every: 'At least 1',
    });
    expect(errors({ ...draft, targets: { winRate: 'high' } })).toHaveProperty(['target.winRate']);
    expect(errors({ ...draft, mutations: { uniform: '0' } })).toHaveProperty('mutations');
  });

  test('says at which constraint or weight something is wrong', () => {
    const draft = draftOf(of({ constraints: [{ metric: 'trades', min: 20 }] }));
    const [trades] = draft.constraints;
    expect(errors({ ...draft, constraints: [{ ...trades!, min: '' }] })).toEqual({ 'constraints.0': 'Needs min, max or both' });
    expect(errors({ ...draft, constraints: [{ ...trades!, max: '5' }] })).toEqual({ 'constraints.0': 'Min is larger than max' });
    expect(errors({ ...draft, constraints: [{ ...trades!, min: 'many' }] })).toEqual({ 'constraints.0.min': 'Needs a number' });
    expect(errors({ ...draft, penalty: { ...draft.penalty, method: 'distance', alpha: '0' } })).toHaveProperty(['penalty.alpha']);
    expect(errors({ ...draft, penalty: { ...draft.penalty, method: 'delta', delta: '1, x' } })).toHaveProperty(['penalty.delta']);
    expect(errors({ ...draft, penalty: { ...draft.penalty, method: 'delta', delta: '1, 2' } })).toEqual({
      'penalty.delta': 'One number, or 3: one for each objective',
    });
    const [sharpe, ...others] = draft.objectives;
    expect(errors({ ...draft, objectives: [{ ...sharpe!, weight: '-1' }, ...others] })).toEqual({
      'objectives.0.weight': 'A weight above 0',
    });
    // A penalty says nothing where there is nothing to break.
    expect(reads({ ...draft, constraints: [], penalty: { ...draft.penalty, method: 'delta' } }).penalty).toBeUndefined();
  });

  test('targets follow their objective when the order changes', () => {
    const draft = draftOf(of({ stop: { target: [2, null, 0.6] } }));
    expect(reads({ ...draft, objectives: draft.objectives.toReversed() }).stop).toEqual({ target: [0.6, null, 2] });
  });

  test('takes a strategy a line as seeds, and knows the lines', () => {
    const seeds = '\n  gt(close, open)\n\nlt(close, open)  ';
    expect(seedLines(seeds)).toEqual([
      { line: 2, strategy: 'gt(close, open)' },
      { line: 4, strategy: 'lt(close, open)' },
    ]);
    expect(reads({ ...draftOf(experiment), seeds }).seeds!.map((text) => parse(text, 100))).toHaveLength(2);
  });

  test('shows the lots that evolution takes by itself', () => {
    expect(defaultLots).toEqual(defaultMutations);
  });
});

describe('JSON', () => {
  test('names the place of a mistake in the notation', () => {
    const read = readJson('{\n  "population": 10,\n  "seed" 1\n}');
    expect(read).toMatchObject({ ok: false, errors: [{ message: expect.stringMatching(/^Line 3, column 10: /) }] });
  });

  test('names every setting that is wrong or unknown', () => {
    const read = readJson('{ "population": 1, "popoulation": 5, "objectives": [{ "metric": "luck", "weight": 1 }] }');
    expect(read.ok ? [] : read.errors.map(({ place, message }) => `${place} ${message}`.trim())).toEqual(
      expect.arrayContaining([
        'population At least 2',
        'There is no setting called popoulation',
        expect.stringMatching(/^objectives\.0\.metric One of sharpe,/),
      ]),
    );
  });

  test('has short records on one line', () => {
    const lines = jsonOf(draftOf(of(rich['periods and stopping']!))).split('\n');
    expect(lines).toContain('    { "name": "early", "start": 0, "end": 2000 }');
    expect(lines).toContain('  "mutations": { "uniform": 2, "hoist": 1 },');
  });
});

describe('periods', () => {
  const ranges = (draft: Draft) =>
    (['periods', 'validation', 'holdout'] as const).map((role) => (draft[role] ?? []).map((p) => `${p.start}–${p.end}`));
  const isAllowed = (draft: Draft) => {
    const { periods, validation = [], holdout = [], window } = reads(draft);
    const named = (list: readonly { start: number; end: number }[] = []) => list.map((p) => ({ ...p, name: 'period' }));
    checkSplit({ name: '', training: named(periods), validation: named(validation), holdout: named(holdout) }, BARS, window);
  };

  test('validation and holdout come after training, whichever is added first', () => {
    const both = withPeriod(withPeriod(draftOf(experiment), 'holdout', BARS), 'validation', BARS);
    expect(ranges(both)).toEqual([['0–1021', '1021–2042', '2042–3063'], ['3063–4084'], ['4084–5105']]);
    expect(ranges(withPeriod(withPeriod(draftOf(experiment), 'validation', BARS), 'holdout', BARS))).toEqual(ranges(both));
    isAllowed(both);
  });

  test('periods that were set by hand are cut, not laid out anew', () => {
    const own = draftOf(
      of({
        periods: [
          { start: 0, end: 2000 },
          { start: 2500, end: 5105 },
        ],
      }),
    );
    const held = withPeriod(own, 'holdout', BARS);
    expect(ranges(held)).toEqual([['0–2000', '2500–4084'], [], ['4084–5105']]);
    isAllowed(held);
    expect(ranges(withoutPeriod(held, 'holdout', 0, BARS))[2]).toEqual([]);
  });

  test('no bar is judged in two roles: the form says so as main would', () => {
    const draft = draftOf(of({ periods: [{ start: 0, end: 3000 }], validation: [{ start: 2000, end: 5000 }] }));
    expect(errors(draft)).toEqual({ 'validation.0.start': 'Judged twice: begin at 2899 or later' });
    const mended = { ...draft, validation: [{ id: 0, start: '2899', end: '5000' }] };
    expect(errors(mended)).toEqual({});
    isAllowed(mended);
    // Periods that nobody named are equal parts of everything.
    expect(errors({ ...draft, periods: null })).not.toEqual({});
  });

  test('a way to cut the data is kept until periods are given', () => {
    const draft = draftOf(of(rich['a split']!));
    expect(splitDraftOf(draft.kept.split)).toMatchObject({ method: 'walkForward', mode: 'rolling', numbers: { runs: '4', use: '2' } });
    expect(inputOfSplit(splitDraftOf(draft.kept.split))).toEqual(of(rich['a split']!).split);
    expect(withPeriod(draft, 'validation', BARS).kept).toEqual({});
  });
});

test('a fork keeps what its fitnesses come from, and sends only what changed', () => {
  // The size of a weight means nothing, and the form does not keep it.
  const objectives: ExperimentInput['objectives'] = [{ metric: 'sharpe', weight: 2.5 }];
  const parent = of({ ...rich.islands, data: 'sp500', generations: 40, objectives });
  useDraft.setState({ draft: draftOf(of({ name: 'Half typed' })), before: null });
  draftFork({ run: '7', name: 'Parent', generation: 40, experiment: parent });
  const { draft } = useDraft.getState();
  expect(draft).toMatchObject({ name: 'Parent, fork at 40', fork: { run: '7', generation: 40 } });
  const changed = { ...draft!, numbers: { ...draft!.numbers, generations: '60', elitism: '' } };
  expect(forkChanges(parent, reads(changed))).toEqual({ name: 'Parent, fork at 40', generations: 60, elitism: null });
  expect(errors({ ...draft!, numbers: { ...draft!.numbers, generations: '40' } })).toEqual({ generations: 'More than 40, where it forks' });
  expect(errors({ ...draft!, numbers: { ...draft!.numbers, population: '7' } })).toEqual({ population: 'A fork keeps it as it is' });
  leaveFork();
  expect(useDraft.getState().draft?.name).toBe('Half typed');
});

test('timeframes are those that the bars fill', () => {
  const every = (minutes: number) => Float64Array.from({ length: 400 }, (_, i) => i * minutes * 60_000);
  expect(timeframesFor(every(1440), 400)).toEqual(['base', '1w', '1M']);
  expect(timeframesFor(every(30), 400)).toEqual(['base', '1h', '4h', '1d', '1w', '1M']);
  expect(timeframesFor(undefined, 0)).toEqual(['base']);
});
