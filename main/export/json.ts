import { toTree } from '../strategy/tree.ts';
import { describe, describeInEnglish, describeObjectives, describePeriodDates, isoTime, TIMING } from './describe.ts';
import type { ExportFile, ExportInput, ExportOptions } from './input.ts';

/** Raised when a field changes its meaning or goes away; new fields may come without it. */
export const SCHEMA_VERSION = 1;

/**
 * The strategies with all that is needed to evolve or evaluate them again: experiment, seed, hash of the data, periods
 * and version of the engine. Numbers are written so that they read back bit for bit. Strategies of several runs become
 * a collection, in which each run stands as it would alone.
 */
export function strategiesJson(inputs: readonly ExportInput[], { indent = true, ...options }: ExportOptions = {}): ExportFile {
  const contents = inputs.map((input) => content(input, options));
  const whole =
    contents.length === 1 ? contents[0] : { format: 'organism strategy collection', schemaVersion: SCHEMA_VERSION, collections: contents };
  return { name: 'strategies.json', text: `${JSON.stringify(whole, null, indent ? 2 : 0)}\n` };
}

function content(input: ExportInput, { trees = true, reading = true }: ExportOptions): object {
  const { dataset, engine, experiment, run, seed, strategies, window } = input;
  return {
    format: 'organism strategies',
    schemaVersion: SCHEMA_VERSION,
    engine: { name: 'organism', version: engine },
    run,
    seed,
    experiment,
    data: { ...dataset, hash: `sha256:${dataset.hash}`, from: isoTime(dataset.from), to: isoTime(dataset.to) },
    window,
    timing: TIMING,
    periods: describePeriodDates(input),
    objectives: describeObjectives(input),
    strategies: strategies.map((strategy, i) => {
      const { text, ...rest } = describe(strategy, input);
      return {
        ...{ rank: i + 1, text, ...rest },
        ...(reading ? { reading: describeInEnglish(strategy) } : {}),
        ...(trees ? { tree: toTree(strategy.genome) } : {}),
      };
    }),
  };
}
