import { type Experiment, experimentSchema, type RunSettings, runSettingsSchema } from '../../preload/contract.ts';
import type { Draft, DraftPeriod } from './draft.ts';

/** What is wrong, by field: the names of the form's fields, `periods.0.start` for those of a period. */
export type DraftErrors = Readonly<Record<string, string>>;

export type ReadDraft =
  | { readonly ok: true; readonly experiment: Experiment; readonly settings: RunSettings }
  | { readonly ok: false; readonly errors: DraftErrors };

/** [0, bars) cut into equal parts, as main does when an experiment names no periods. */
export function equalParts(bars: number, parts: number): DraftPeriod[] {
  const cut = (i: number) => Math.floor((i * bars) / parts);
  return Array.from({ length: parts }, (_, id) => ({ id, start: String(cut(id)), end: String(cut(id + 1)) }));
}

/** Reads a number as it is typed; what is not one becomes NaN, which the schema refuses. */
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** Fields of the form whose place in the experiment has another name. */
const fieldNames: Readonly<Record<string, string>> = {
  'initialHeight.min': 'minHeight',
  'initialHeight.max': 'maxInitialHeight',
  initialHeight: 'minHeight',
};

/** The experiment that the form stands for, checked by the contract's schema and against the length of the data set. */
export function readDraft(draft: Draft, bars: number | null): ReadDraft {
  const n = draft.numbers;
  const periods = draft.periods?.map((p) => ({ start: number(p.start), end: number(p.end) }));
  const input = {
    name: draft.name,
    data: draft.data,
    primitives: draft.primitives,
    window: number(n.window),
    population: number(n.population),
    generations: number(n.generations),
    crossover: number(n.crossover),
    mutation: number(n.mutation),
    tournament: number(n.tournament),
    initialHeight: { min: number(n.minHeight), max: number(n.maxInitialHeight) },
    maxHeight: number(n.maxHeight),
    maxSize: number(n.maxSize),
    minHeldBars: number(n.minHeldBars),
    hallOfFame: number(n.hallOfFame),
    seed: number(n.seed),
    objectives: draft.objectives.filter((o) => o.used).map((o) => ({ metric: o.metric, weight: o.direction === 'maximise' ? 1 : -1 })),
    ...(periods ? { periods } : {}),
  };
  const experiment = experimentSchema.safeParse(input);
  const settings = runSettingsSchema.safeParse(n.workers.trim() === '' ? {} : { workers: number(n.workers) });
  const errors: Record<string, string> = {};
  for (const issue of [...(experiment.error?.issues ?? []), ...(settings.error?.issues ?? [])]) {
    const path = issue.path.join('.');
    errors[fieldNames[path] ?? path] ??= explain(issue);
  }
  // What a schema cannot know is checked whatever else is wrong, so that all mistakes show at once.
  if (input.initialHeight.max > input.maxHeight) errors.maxInitialHeight ??= `Not above the height limit, ${input.maxHeight}`;
  for (const [i, p] of (periods ?? []).entries()) {
    if (bars !== null && p.end > bars) errors[`periods.${i}.end`] ??= `The data set has ${bars} bars`;
    else if (p.start < p.end && p.end - p.start < input.window + 2)
      errors[`periods.${i}.end`] ??= `At least ${input.window + 2} bars: the window and two more`;
  }
  if (experiment.success && settings.success && Object.keys(errors).length === 0)
    return { ok: true, experiment: experiment.data, settings: settings.data };
  return { ok: false, errors };
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly expected?: unknown;
}

/** A schema's complaint in words that say what to type. */
export function explain(issue: Issue): string {
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Needs a text';
  if (issue.code === 'too_small' && issue.origin === 'array') return `At least ${issue.minimum}`;
  if (issue.code === 'too_small') return `At least ${Number(issue.minimum).toLocaleString('en-US')}`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters`;
  if (issue.code === 'too_big') return `At most ${Number(issue.maximum).toLocaleString('en-US')}`;
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'Needs a whole number' : 'Needs a number';
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
}
