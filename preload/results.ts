/** Results of commands about what an experiment can name, and about what strategies are worth beyond their training. */
import type { Metric } from './experiment.ts';
import type { algorithmNames, crossoverNames, deduplicationNames, initialisationNames, mutationNames, selectionNames } from './search.ts';

/** Something an experiment can name, with a line for somebody who chooses. */
export interface Choice<Name extends string = string> {
  readonly name: Name;
  readonly description: string;
}

export interface ObjectiveChoice {
  readonly name: Metric;
  /** As people read it: `Maximum drawdown`. */
  readonly label: string;
  /** One sentence. */
  readonly definition: string;
  /** `ratio`, `fraction`, `fraction per year`, `times per year`, `count` or `nodes`. */
  readonly unit: string;
  /** Which way is better unless the weight says otherwise. */
  readonly better: 'maximise' | 'minimise';
}

/** A function, a column, or `number`: what `primitiveWeights` can name. */
export interface PrimitiveChoice {
  readonly name: string;
  /** `arithmetic`, `indicator`, `comparison`, `logic` or `terminal`. */
  readonly group: string;
  /** Of what it gives, as the dimensioned set keeps units apart: `price`, `volume`, `range`, `ratio`, `oscillator`, `signal`, or `any`. */
  readonly unit?: string;
  /** How it is called, such as `sma(series, period)`. */
  readonly description?: string;
}

/** Everything that the experiment file can name. */
export interface Catalogue {
  readonly algorithms: readonly Choice<(typeof algorithmNames)[number]>[];
  readonly selections: readonly Choice<(typeof selectionNames)[number]>[];
  readonly crossovers: readonly Choice<(typeof crossoverNames)[number]>[];
  readonly mutations: readonly Choice<(typeof mutationNames)[number]>[];
  readonly deduplications: readonly Choice<(typeof deduplicationNames)[number]>[];
  readonly initialisations: readonly Choice<(typeof initialisationNames)[number]>[];
  /** Selections that only choose among more candidates than places: good for `survival`, idle as `selection`. */
  readonly needSurplus: readonly string[];
  readonly objectives: readonly ObjectiveChoice[];
  readonly primitives: readonly PrimitiveChoice[];
}

/** What a primitive set and the limits of an experiment make possible. */
export interface SetReport {
  readonly types: readonly {
    readonly type: string;
    /** Edges of the lowest tree of this type; null when there is none. */
    readonly minHeight: number | null;
    /** Whether a strategy can contain a tree of this type. */
    readonly reachable: boolean;
  }[];
  /** Functions that no strategy can contain. */
  readonly unusable: readonly string[];
  /** Why no run can start, each with its remedy; empty when it can. */
  readonly problems: readonly string[];
}

/** A setting that is given and has no effect with the rest of its experiment. */
export interface UnusedSetting {
  /** As it is written in the experiment file: `referencePoints.memory`. */
  readonly field: string;
  /** Such as `only the selection doubleTournament looks at it`. */
  readonly reason: string;
}

export interface NamedPeriodView {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The periods that a `split` becomes on a data set. A role that the split leaves out is empty. */
export interface SplitPreview {
  readonly periods: readonly NamedPeriodView[];
  readonly validation: readonly NamedPeriodView[];
  readonly holdout: readonly NamedPeriodView[];
}

/** The best strategy of a generation. Values in the order of the experiment's objectives. */
export interface ValidationRow {
  readonly generation: number;
  readonly strategy: string;
  readonly training: readonly number[];
  /**
   * Null without validation periods, and for generations of versions that computed none. A strategy that cannot be
   * judged on them (it holds too few bars) has the worst values there.
   */
  readonly validation: readonly number[] | null;
}

/** What the hall of fame is worth on the sealed periods, as it was when they were opened. Never computed again. */
export interface HoldoutReport {
  /** When it was opened, and how often it has been asked for since then, that time included. Milliseconds since 1970, UTC. */
  readonly openedAt: number;
  readonly openings: number;
  /** The last generation that the run had then. */
  readonly generation: number;
  /** Best first, as in the hall of fame. Values in the order of the experiment's objectives. */
  readonly rows: readonly {
    readonly strategy: string;
    readonly training: readonly number[];
    /** Null without validation periods. */
    readonly validation: readonly number[] | null;
    readonly holdout: readonly number[];
  }[];
}

/**
 * That bars of a run's holdout have been opened before, as the holdout of another run on the same data. Whoever chose that
 * run's settings, or this one's, after looking has trained on them.
 */
export interface HoldoutOpening {
  readonly run: string;
  readonly name: string;
  /** When it was opened first. Milliseconds since 1970, UTC. */
  readonly openedAt: number;
  /** The part of this run's holdout that it saw, above 0 and at most 1. */
  readonly share: number;
  /** This run is a fork of it, at whatever remove. */
  readonly ancestor: boolean;
  /** It has been deleted since. What was seen stays seen. */
  readonly deleted: boolean;
}

/** A strategy before and after its numbers and periods were tuned. Values on training, in the order of the objectives. */
export interface TunedStrategy {
  /** The tuned one; the same as before when nothing better was found. */
  readonly strategy: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly evaluations: number;
}

/** First quartile, median and third quartile of one number over the population. */
export interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}
