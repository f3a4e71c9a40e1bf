/** The experiment: everything that decides the result, and nothing else. Its JSON is the experiment file. */
import { z } from 'zod';
import { searchFields } from './search.ts';

/** What a strategy can be judged by; defined one by one in main/backtest/objectives. */
export const metrics = [
  'sharpe',
  'maxDrawdown',
  'winRate',
  'calendarSharpe',
  'sortino',
  'calmar',
  'cagr',
  'profitFactor',
  'exposure',
  'turnover',
  'trades',
  'size',
] as const;
export type Metric = (typeof metrics)[number];

/** Those of the strategy language, in the order in which `organism evaluate` prints them. */
export const languageMetrics = ['sharpe', 'maxDrawdown', 'winRate'] as const satisfies readonly Metric[];

/** What a strategy gets that never trades or fails, when more of a metric is better, and when less is. */
export const worstValues: Readonly<Record<Metric, { readonly maximised: number; readonly minimised: number }>> = {
  sharpe: { maximised: -999, minimised: 999 },
  maxDrawdown: { maximised: -1, minimised: 1 },
  winRate: { maximised: 0, minimised: 2 },
  calendarSharpe: { maximised: -999, minimised: 999 },
  sortino: { maximised: -999, minimised: 999 },
  calmar: { maximised: -999, minimised: 999 },
  cagr: { maximised: -2, minimised: 2e6 },
  profitFactor: { maximised: -1, minimised: 999 },
  exposure: { maximised: -1, minimised: 2 },
  turnover: { maximised: -1, minimised: 1e9 },
  trades: { maximised: -1, minimised: 1e9 },
  size: { maximised: -1, minimised: 1e9 },
};

const period = z
  .strictObject({ name: z.string().min(1).max(100).exactOptional(), start: z.int().min(0), end: z.int().min(1) })
  .refine((p) => p.start < p.end, { error: 'start has to be before end' });
const periods = z.array(period).min(1).max(100);

const share = z.number().min(0).lt(1);

/** Generators of training, validation and holdout; at the start of a run they become periods. */
export const splitSchema = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('shares'),
    validation: share.default(0.2),
    holdout: share.default(0.2),
    trainingPeriods: z.int().min(1).max(100).default(3),
  }),
  z.strictObject({
    method: z.literal('walkForward'),
    runs: z.int().min(1).max(1_000),
    outOfSample: z.number().gt(0).lt(1),
    mode: z.enum(['anchored', 'rolling']).default('anchored'),
    gap: z.int().min(0).exactOptional(),
    /** Share of the data at its end that is the sealed holdout. */
    holdout: share.default(0.2),
    /** Which of the runs this experiment is, from 1. */
    use: z.int().min(1),
  }),
  z.strictObject({
    method: z.literal('kFold'),
    folds: z.int().min(2).max(1_000),
    purge: z.int().min(0).exactOptional(),
    embargo: z.int().min(0).exactOptional(),
    holdout: share.default(0.2),
    /** Which of the folds is validated, from 1. */
    use: z.int().min(1),
  }),
]);

/** What a metric has to be in training, the mean over periods and timeframes as it is as an objective. */
export const constraintSchema = z
  .strictObject({ metric: z.enum(metrics), min: z.number().exactOptional(), max: z.number().exactOptional() })
  .refine((c) => c.min !== undefined || c.max !== undefined, { error: 'needs min, max or both' })
  .refine((c) => c.min === undefined || c.max === undefined || c.min <= c.max, { error: 'min is larger than max' });

/**
 * What a strategy gets that breaks a constraint, from how far it is outside: of each bound the excess as a share of it,
 * added up. `feasibleFirst`: worse than all who keep them, the nearer the better. `delta`: fixed values (absent: the
 * worst), less `distance` times how far. `distance`: its own values, less `alpha` times how far.
 */
export const penaltySchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('feasibleFirst') }),
  z.strictObject({
    method: z.literal('delta'),
    delta: z.union([z.number(), z.array(z.number()).min(1)]).exactOptional(),
    distance: z.number().min(0).exactOptional(),
  }),
  z.strictObject({ method: z.literal('distance'), alpha: z.number().gt(0) }),
]);

const probability = z.number().min(0).max(1);

export const experimentSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).default('Untitled experiment'),
    /** Id or name of a data set; in an experiment file also the path of a CSV file, relative to that file. */
    data: z.string().min(1).default('sp500'),
    /** Bars that a decision may look back on, itself included; periods of indicators go up to it. */
    window: z.int().min(2).max(65_000).default(100),
    /** Training: bars [start, end) over which the fitness is averaged. Absent: three equal parts of the data set. */
    periods: periods.optional(),
    /** Never trained on: the champion of each generation is judged on it. */
    validation: periods.exactOptional(),
    /** Sealed: judged once, on request, and the store says when. */
    holdout: periods.exactOptional(),
    /** Instead of the three above: how to cut the data set. */
    split: splitSchema.exactOptional(),
    /** On which bars a strategy is judged: `base` (the data set's own), and larger ones made of them, such as `1w`. Absent: `base` alone. */
    timeframes: z.array(z.string().min(2).max(10)).min(1).max(8).exactOptional(),
    /** Where a day of larger bars begins: at an offset from midnight UTC, or after a gap, in milliseconds. Absent: found from the data. */
    sessions: z
      .discriminatedUnion('by', [
        z.strictObject({ by: z.literal('day'), offset: z.int() }),
        z.strictObject({ by: z.literal('gap'), gap: z.int().min(1) }),
      ])
      .exactOptional(),
    /** For what is counted per year. Absent: from the times of the bars. */
    barsPerYear: z.number().gt(0).max(1e6).exactOptional(),
    primitives: z.enum(['dimensioned', 'free']).default('dimensioned'),
    population: z.int().min(2).max(1_000_000).default(200),
    generations: z.int().min(0).max(1_000_000).default(100),
    /** Probability that a pair is crossed over, and that an individual is mutated (DEAP's cxpb and mutpb). */
    crossover: probability.default(0.7),
    mutation: probability.default(0.2),
    /** How many are drawn for each tournament. */
    tournament: z.int().min(1).max(1_000).default(3),
    /** Height of the first trees, and the limits that no strategy ever exceeds. */
    initialHeight: z
      .strictObject({ min: z.int().min(1).max(17), max: z.int().min(1).max(17) })
      .refine((h) => h.min <= h.max, { error: 'min is larger than max' })
      .default({ min: 2, max: 5 }),
    maxHeight: z.int().min(1).max(17).default(10),
    maxSize: z.int().min(3).max(1_000).default(64),
    /**
     * Compared in this order, as DEAP does; the sign of the weight says which way is better. Its size means something to
     * the selection `weightedTournament` alone.
     */
    objectives: z
      .array(
        z.strictObject({
          metric: z.enum(metrics),
          weight: z.number().refine((w) => w !== 0 && Number.isFinite(w), { error: 'a weight is not 0' }),
        }),
      )
      .min(1)
      .refine((list) => new Set(list.map((o) => o.metric)).size === list.length, { error: 'each metric stands once' })
      .default([
        { metric: 'sharpe', weight: 1 },
        { metric: 'maxDrawdown', weight: -1 },
        { metric: 'winRate', weight: 1 },
      ]),
    /**
     * Bars that a strategy has to hold in each period, or it gets the worst fitness: of two lucky bars any ratio can be
     * made. 1 is the rule of the language alone. Counted in bars of the data set: on larger ones as long a time, but at least 10.
     */
    minHeldBars: z.int().min(1).max(1_000_000).default(20),
    /** What strategies have to keep, beside being good. Absent: nothing. */
    constraints: z
      .array(constraintSchema)
      .min(1)
      .refine((list) => new Set(list.map((c) => c.metric)).size === list.length, { error: 'each metric stands once' })
      .exactOptional(),
    /** Absent: `feasibleFirst`. */
    penalty: penaltySchema.exactOptional(),
    hallOfFame: z.int().min(1).max(1_000).default(10),
    seed: z.int().min(0).default(1),
    ...searchFields,
  })
  .refine((e) => !(e.split && (e.periods || e.validation || e.holdout)), {
    path: ['split'],
    error: 'stands instead of periods, validation and holdout: give one or the other',
  });
export type Experiment = z.infer<typeof experimentSchema>;
export type GivenSplit = z.infer<typeof splitSchema>;
export type ExperimentInput = z.input<typeof experimentSchema>;
