import { expect, it } from 'vitest';
import { defaultSettings } from '../../main/evolution/settings.ts';
import { experimentSchema } from '../../preload/contract.ts';

it('has the same defaults as an experiment', () => {
  const experiment = experimentSchema.parse({});
  expect(defaultSettings).toEqual({
    population: experiment.population,
    generations: experiment.generations,
    crossover: experiment.crossover,
    mutation: experiment.mutation,
    tournament: experiment.tournament,
    initialHeight: experiment.initialHeight,
    weights: experiment.objectives.map((objective) => objective.weight),
    hallOfFame: experiment.hallOfFame,
    limits: { maxHeight: experiment.maxHeight, maxSize: experiment.maxSize, maxLookback: experiment.window - 1 },
    seed: experiment.seed,
  });
});
