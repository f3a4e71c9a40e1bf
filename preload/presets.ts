/** Experiments before they run: presets of the program and of the user, and an estimate; and what is said about runs. */
import { z } from 'zod';
import { type Experiment, experimentSchema } from './experiment.ts';
import type { Run } from './runs.ts';

export interface Preset {
  /** A word for those that come with the program, a number for the user's own. */
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly tags: readonly string[];
  /** What it is good for. */
  readonly note: string;
  /** Of a built-in one the data set and the seed are those of the defaults: whoever uses it keeps the own ones. */
  readonly experiment: Experiment;
  /** Milliseconds since 1970, UTC; null for those that come with the program. */
  readonly savedAt: number | null;
}

const name = z.string().trim().min(1).max(200);
const tags = z.array(z.string().trim().min(1).max(60)).max(50);
const note = z.string().max(10_000);
const preset = z.string().min(1).max(100);

/** How large a search is, and how long it takes on this machine. */
export interface Estimate {
  /** Decimal logarithm of the number of possible strategies, all constants counted as one. */
  readonly searchSpace: number;
  /** Seconds for each strategy that is made, breeding included; null when nothing is known. */
  readonly secondsPerEvaluation: number | null;
  /** From the latest runs (how many), or computed for the purpose. */
  readonly basis: 'runs' | 'measured' | 'nothing';
  readonly runs: number;
}

export const presetCommands = {
  /** Looks at the latest runs; `measure` computes a few generations now, about two seconds, and keeps nothing of them. */
  'experiments.estimate': z.strictObject({ experiment: experimentSchema, measure: z.boolean().default(false) }),
  /** Those of the program first, then the user's own. */
  'presets.list': z.strictObject({}),
  'presets.save': z.strictObject({ name, experiment: experimentSchema, tags: tags.default([]), note: note.default('') }),
  /** What is not named stays as it is. */
  'presets.change': z.strictObject({
    preset,
    name: name.exactOptional(),
    tags: tags.exactOptional(),
    note: note.exactOptional(),
    experiment: experimentSchema.exactOptional(),
  }),
  /** A copy of the user's own, of any preset. */
  'presets.duplicate': z.strictObject({ preset }),
  'presets.delete': z.strictObject({ preset }),
  /** What is said about a run; an empty name is that of its experiment. */
  'runs.label': z.strictObject({
    run: z.string().min(1),
    name: z.string().trim().max(200).exactOptional(),
    tags: tags.exactOptional(),
    note: note.exactOptional(),
  }),
} as const;

export interface PresetResults {
  'experiments.estimate': Estimate;
  'presets.list': readonly Preset[];
  'presets.save': Preset;
  'presets.change': Preset;
  'presets.duplicate': Preset;
  'presets.delete': null;
  'runs.label': Run;
}
