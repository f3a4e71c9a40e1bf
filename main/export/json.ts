import { toTree } from '../strategy/tree.ts';
import { describe, describeObjectives, describePeriodDates, isoTime, TIMING } from './describe.ts';
import type { ExportFile, ExportInput } from './input.ts';

/** Raised when a field changes its meaning or goes away; new fields may come without it. */
export const SCHEMA_VERSION = 1;

/**
 * The strategies with all that is needed to evolve or evaluate them again: experiment, seed, hash of the data, periods
 * and version of the engine. Numbers are written so that they read back bit for bit.
 */
export function strategiesJson(input: ExportInput): ExportFile {
  const { dataset, engine, experiment, run, seed, strategies, window } = input;
  const content = {
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
      return { rank: i + 1, text, ...rest, tree: toTree(strategy.genome) };
    }),
  };
  return { name: 'strategies.json', text: `${JSON.stringify(content, null, 2)}\n` };
}
