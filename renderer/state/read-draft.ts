import { type Experiment, experimentSchema, type Metric, type RunSettings, runSettingsSchema } from '../../preload/contract.ts';
import { readConstraints } from './constraint-draft.ts';
import { type Draft, type DraftPeriod, draftOf, periodRoles } from './draft.ts';
import { explain } from './explain.ts';
import { putAt, type SearchChoice, type SearchNumber, searchChoices, searchNumbers, usedFields } from './search-fields.ts';

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

/** The lines that hold a strategy: those that are no seed are left out. */
export const seedLines = (text: string): { readonly line: number; readonly strategy: string }[] =>
  text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, strategy: line.trim() }]));

const readPeriods = (periods: readonly DraftPeriod[]) =>
  periods.map((p) => ({ ...(p.name ? { name: p.name } : {}), start: number(p.start), end: number(p.end) }));

/**
 * The experiment file that the form stands for, as far as it makes sense: what is no number is null in its JSON.
 * Fields at their defaults that an experiment may leave out are left out.
 */
export function inputOf(draft: Draft) {
  const n = draft.numbers;
  const input = {
    name: draft.name,
    data: draft.data,
    ...(draft.periods ? { periods: readPeriods(draft.periods) } : {}),
    ...(draft.validation.length > 0 ? { validation: readPeriods(draft.validation) } : {}),
    ...(draft.holdout.length > 0 ? { holdout: readPeriods(draft.holdout) } : {}),
    ...draft.kept,
    ...(draft.timeframes.some((timeframe) => timeframe !== 'base') ? { timeframes: [...draft.timeframes] } : {}),
    ...(n.barsPerYear.trim() === '' ? {} : { barsPerYear: number(n.barsPerYear) }),
    window: number(n.window),
    objectives: draft.objectives.map((o) => ({
      metric: o.metric,
      weight: o.direction === 'maximise' ? number(o.weight) : -number(o.weight),
    })),
    minHeldBars: number(n.minHeldBars),
    ...readConstraints(draft.constraints, draft.penalty),
    population: number(n.population),
    generations: number(n.generations),
    crossover: number(n.crossover),
    mutation: number(n.mutation),
    tournament: number(n.tournament),
    primitives: draft.primitives,
    initialHeight: { min: number(n.minHeight), max: number(n.maxInitialHeight) },
    maxHeight: number(n.maxHeight),
    maxSize: number(n.maxSize),
    hallOfFame: number(n.hallOfFame),
    seed: number(n.seed),
  };
  putSearch(input, draft);
  return input;
}

/** Puts in what the chosen algorithm and operators look at. */
function putSearch(input: Record<string, unknown>, draft: Draft): void {
  const used = usedFields(draft.choices);
  for (const [name, { path }] of Object.entries(searchChoices) as [SearchChoice, { readonly path: string }][]) {
    const value = draft.choices[name];
    if (used.has(name) && value !== '') putAt(input, path, value === 'true' ? true : value === 'false' ? false : value);
  }
  for (const [name, path] of Object.entries(searchNumbers) as [SearchNumber, string][]) {
    const text = draft.numbers[name];
    if (used.has(name) && (text.trim() !== '' || name === 'islandCount')) putAt(input, path, number(text));
  }
  const target = draft.objectives.map(({ metric }) => (draft.targets[metric]?.trim() ? number(draft.targets[metric]) : null));
  if (target.some((value) => value !== null)) putAt(input, 'stop.target', target);
  if (draft.mutations) {
    const lots = Object.entries(draft.mutations).filter(([, text]) => text.trim() !== '0' && text.trim() !== '');
    input.mutations = Object.fromEntries(lots.map(([name, text]) => [name, number(text)]));
  }
  const weights = Object.entries(draft.primitiveWeights).filter(([, text]) => text.trim() !== '1');
  if (weights.length > 0) input.primitiveWeights = Object.fromEntries(weights.map(([name, text]) => [name, number(text)]));
  const seeds = seedLines(draft.seeds);
  if (seeds.length > 0) input.seeds = seeds.map((seed) => seed.strategy);
}

/** Fields of the form whose place in the experiment has another name. */
const fieldNames: Readonly<Record<string, string>> = {
  'initialHeight.min': 'minHeight',
  'initialHeight.max': 'maxInitialHeight',
  initialHeight: 'minHeight',
  islands: 'islandCount',
  ...Object.fromEntries(Object.entries(searchNumbers).map(([name, path]) => [path, name])),
  ...Object.fromEntries(Object.entries(searchChoices).map(([name, { path }]) => [path, name])),
};

/** The experiment that the form stands for, checked by the contract's schema and against the length of the data set. */
export function readDraft(draft: Draft, bars: number | null): ReadDraft {
  const n = draft.numbers;
  const input = inputOf(draft);
  const experiment = experimentSchema.safeParse(input);
  const settings = runSettingsSchema.safeParse({
    ...(n.workers.trim() === '' ? {} : { workers: number(n.workers) }),
    ...(n.maxSeconds.trim() === '' ? {} : { maxSeconds: number(n.maxSeconds) }),
  });
  const errors: Record<string, string> = {};
  for (const issue of [...(experiment.error?.issues ?? []), ...(settings.error?.issues ?? [])]) {
    errors[fieldOf(issue.path.join('.'), draft)] ??= explain(issue);
  }
  for (const [i, { weight }] of draft.objectives.entries()) {
    if (!(Number(weight) > 0)) errors[`objectives.${i}.weight`] = 'A weight above 0';
  }
  const { delta } = (experiment.data?.penalty ?? {}) as { readonly delta?: unknown };
  if (Array.isArray(delta) && delta.length !== draft.objectives.length) {
    errors['penalty.delta'] ??= `One number, or ${draft.objectives.length}: one for each objective`;
  }
  // What a schema cannot know is checked whatever else is wrong, so that all mistakes show at once.
  if (input.initialHeight.max > input.maxHeight) errors.maxInitialHeight ??= `Not above the height limit, ${input.maxHeight}`;
  if (draft.fork && input.generations <= draft.fork.generation) errors.generations ??= `More than ${draft.fork.generation}, where it forks`;
  if (draft.fork) Object.assign(errors, lockedErrors(draft, draft.fork.experiment));
  for (const role of periodRoles) {
    for (const [i, p] of (draft[role] ?? []).map((p) => ({ start: number(p.start), end: number(p.end) })).entries()) {
      if (bars !== null && p.end > bars) errors[`${role}.${i}.end`] ??= `The data set has ${bars} bars`;
      else if (p.start < p.end && p.end - p.start < input.window + 2)
        errors[`${role}.${i}.end`] ??= `At least ${input.window + 2} bars: the window and two more`;
    }
  }
  if (Object.keys(errors).length === 0) Object.assign(errors, overlaps(draft, bars, input.window));
  if (experiment.success && settings.success && Object.keys(errors).length === 0)
    return { ok: true, experiment: experiment.data, settings: settings.data };
  return { ok: false, errors };
}

/** No bar is judged in two roles: what a period of one and a period of another have in common, where the later one begins. */
function overlaps(draft: Draft, bars: number | null, window: number): Record<string, string> {
  const training = draft.periods ?? (bars === null || draft.kept.split ? [] : equalParts(bars, 3));
  const judged = periodRoles
    .flatMap((role) =>
      (role === 'periods' ? training : draft[role]).map((p, i) => ({ role, i, first: Number(p.start) + window, last: Number(p.end) - 1 })),
    )
    .sort((a, b) => a.first - b.first);
  const errors: Record<string, string> = {};
  for (const [i, a] of judged.entries()) {
    const b = judged.slice(i + 1).find((other) => other.role !== a.role && other.first < a.last);
    if (b) errors[`${b.role}.${b.i}.start`] ??= `Judged twice: begin at ${a.last - window} or later`;
  }
  return errors;
}

/** The field of the form that a path of the experiment belongs to. */
function fieldOf(path: string, draft: Draft): string {
  const [first, second, third] = path.split('.');
  if (first === 'stop' && second === 'target') {
    const metric: Metric | undefined = draft.objectives[Number(third)]?.metric;
    return metric ? `target.${metric}` : 'objectives';
  }
  return fieldNames[path] ?? path;
}

/** What a fork keeps: its first generations come from these. */
const kept = [
  ...['data', 'window', 'periods', 'validation', 'holdout', 'split', 'timeframes', 'sessions', 'barsPerYear'],
  ...['objectives', 'minHeldBars', 'constraints', 'penalty', 'population', 'seeds'],
];

/** What was changed of what a fork keeps; its fields are locked, but its JSON is not. */
function lockedErrors(draft: Draft, parent: Experiment): Record<string, string> {
  const [now, before] = [inputOf(draft), inputOf(draftOf(parent))] as readonly Readonly<Record<string, unknown>>[];
  const changed = kept.filter((name) => JSON.stringify(now![name]) !== JSON.stringify(before![name]));
  return Object.fromEntries(changed.map((name) => [name, 'A fork keeps it as it is']));
}

/** The fields of a fork that differ from the run it goes off from; null where it has none any more. */
export function forkChanges(parent: Experiment, experiment: Experiment): Record<string, unknown> {
  const [before, after] = [parent, experiment] as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(parent), ...Object.keys(experiment)])].filter((name) => !kept.includes(name));
  const changed = names.filter((name) => JSON.stringify(before![name]) !== JSON.stringify(after![name]));
  return Object.fromEntries(changed.map((name) => [name, after![name] ?? null]));
}
