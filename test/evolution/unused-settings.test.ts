import { describe, expect, it } from 'vitest';
import { algorithms, selections } from '../../main/evolution/catalogue.ts';
import { digest } from '../../main/evolution/digest.ts';
import { run } from '../../main/evolution/run.ts';
import { defaultSettings, type EvolutionSettings } from '../../main/evolution/settings.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { unusedSettings } from '../../main/evolution/unused-settings.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { type Genome, height, size } from '../../main/strategy/genome.ts';
import { builtInPresets } from '../../main/workbench/built-in-presets.ts';
import { unused, unusedNote } from '../../main/workbench/search-settings.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { searches, searchOf } from '../workbench/searches.ts';
import { collect } from './synthetic.ts';

const set = dimensioned(100);
const base: EvolutionSettings = { ...defaultSettings, population: 24, generations: 6, crossover: 0.5, mutation: 0.4 };
const evaluate = async (genomes: readonly Genome[]): Promise<Fitness[]> =>
  genomes.map((g) => [-Math.abs(size(g) - 20) / 13, height(g) / 17, (g.codes[0]! % 7) / 11]);
const digests = async (settings: EvolutionSettings) =>
  (await collect(run(settings, createToolbox(settings, set), evaluate))).map((generation) => digest(generation));

/** Every detail at once, each another value than its default. */
const details: Partial<EvolutionSettings> = {
  selection: 'doubleTournament',
  survival: 'tournament',
  tournament: 5,
  parsimony: 1.9,
  fitnessFirst: false,
  epsilon: 0.3,
  referencePoints: { divisions: 3, scaling: 0.5, memory: true },
  offspring: 40,
  elitism: 4,
  islands: { count: 3, every: 2 },
  harm: { model: 40, minCutoff: 5 },
  leafShare: 0.6,
  crossoverMethod: 'leafBiased',
};
const without = (settings: EvolutionSettings, fields: readonly string[]) => {
  const { referencePoints, ...rest } = settings;
  const points = Object.entries(referencePoints ?? {}).filter(([name]) => !fields.includes(`referencePoints.${name}`));
  const kept = Object.entries(rest).filter(([name]) => !fields.includes(name));
  return { ...base, ...Object.fromEntries(kept), referencePoints: Object.fromEntries(points) };
};

describe('settings without effect', () => {
  it.each(algorithms.map(({ name }) => name))(
    '%s computes the same without those that are told, and another thing without any other',
    async (algorithm) => {
      const settings = { ...base, ...details, algorithm };
      const told = unusedSettings(settings).map(({ field }) => field);
      expect(told.length).toBeGreaterThan(2);
      const all = await digests(settings);
      expect(await digests(without(settings, told))).toEqual(all);
      const fields = Object.keys(details).flatMap((name) =>
        name === 'referencePoints' ? ['referencePoints.divisions', 'referencePoints.scaling', 'referencePoints.memory'] : name,
      );
      // Islands cannot do without, and what is remembered matters only where an extreme point has died.
      const needed = ['referencePoints.memory', ...(algorithm === 'islands' ? ['islands'] : [])];
      for (const field of fields.filter((name) => !told.includes(name) && !needed.includes(name)))
        expect(await digests(without(settings, [field])), field).not.toEqual(all);
    },
  );

  it.each(selections.map(({ name }) => name))('%s tells the parameters of other selections', async (selection) => {
    const settings = { ...base, ...details, selection, elitism: 0 };
    const told = unusedSettings(settings).map(({ field }) => field);
    const ofIt = ['tournament', 'parsimony', 'fitnessFirst', 'epsilon', 'referencePoints.divisions', 'referencePoints.scaling'];
    const all = await digests(settings);
    for (const field of ofIt) {
      const other = await digests(without(settings, [field]));
      if (told.includes(field)) expect(other, field).toEqual(all);
      // One of the parameters may make no difference to so few strategies; the name is what counts.
      else expect(`${selection} ${field}`).toMatch(/ournament (tournament|parsimony|fitnessFirst)|psilonLexicase epsilon|nsga3 reference/);
    }
  });

  it('tells nothing of the presets, of the defaults and of experiments that use all they set', () => {
    for (const { name, experiment } of builtInPresets) expect(unusedNote(experiment), name).toBe(null);
    for (const name of Object.keys(searches)) expect(unusedNote(experimentSchema.parse(searchOf(name))), name).toBe(null);
    expect(unusedNote(experimentSchema.parse({}))).toBe(null);
  });

  it.each([
    [{ parsimony: 1.5 }, 'parsimony', 'doubleTournament'],
    [{ algorithm: 'muPlusLambda', crossover: 0.5, selection: 'lexicase' }, 'selection', 'evenly'],
    [{ algorithm: 'nsga2', selection: 'lexicase' }, 'selection', 'by itself'],
    [{ selection: 'best' }, 'selection', 'everybody'],
    [{ algorithm: 'steadyState', offspring: 1 }, 'crossover', 'raise offspring'],
    [{ selection: 'spea2', algorithm: 'islands', islands: { count: 2 } }, 'selection', 'everybody'],
    [{ algorithm: 'muCommaLambda', crossover: 0.5 }, 'survival', 'raise offspring'],
    [{ algorithm: 'islands', islands: { count: 2, every: 100 } }, 'islands.every', '101'],
    [{ crossover: 0, mutation: 0 }, 'generations', 'nothing new'],
    [{ mutation: 0, mutations: { hoist: 1 } }, 'mutations', 'mutation is 0'],
    [{ crossover: 0, crossoverMethod: 'semantic' }, 'crossoverMethod', 'crossover is 0'],
    [{ sessions: { by: 'day', offset: 0 } }, 'sessions', 'timeframes'],
    [
      {
        objectives: [
          { metric: 'sharpe', weight: 5 },
          { metric: 'size', weight: -1 },
        ],
      },
      'objectives',
      'weightedTournament',
    ],
  ])('of %o tells %s', (given, field, reason) => {
    const experiment = experimentSchema.parse(given);
    expect(unused(experiment)).toEqual([{ field, reason: expect.stringContaining(reason) }]);
    expect(unusedNote(experiment)).toContain(`without effect here: ${field} (`);
  });

  it('does not tell what is used', () => {
    const used = [
      { algorithm: 'steadyState', selection: 'best' },
      { algorithm: 'muCommaLambda', crossover: 0.5, offspring: 400 },
      { algorithm: 'muCommaLambda', crossover: 0.5, survival: 'tournament', tournament: 7 },
      { algorithm: 'islands', islands: { count: 2, algorithm: 'nsga3', every: 99 }, referencePoints: { memory: true } },
      {
        selection: 'weightedTournament',
        objectives: [
          { metric: 'sharpe', weight: 5 },
          { metric: 'size', weight: -1 },
        ],
      },
      {
        objectives: [
          { metric: 'sharpe', weight: 2 },
          { metric: 'size', weight: -2 },
        ],
      },
      { sessions: { by: 'day', offset: 0 }, timeframes: ['1w'], window: 20 },
      { generations: 0, crossover: 0, mutation: 0 },
    ];
    for (const given of used) expect(unused(experimentSchema.parse(given)), JSON.stringify(given)).toEqual([]);
  });
});
