import { z } from 'zod';
import { experimentSchema } from '../../preload/contract.ts';
import { behaviourEvaluation } from '../evaluation/behaviour.ts';
import type { Program } from '../evaluation/cluster/programs/program.ts';
import { breedAlone, type IslandEpoch } from '../evolution/algorithms/island-epoch.ts';
import { createToolbox } from '../evolution/toolbox.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { constrained, evaluateConstrained } from './constraints.ts';
import { evolutionSettings, primitiveSet } from './search-settings.ts';

/** Its name among the programs of a host. */
export const ISLAND = 'island';

/** What travels: the experiment, whose problem goes with it, and the island. Written by a coordinator of the same version. */
const inputSchema = z.object({
  experiment: experimentSchema,
  epoch: z.custom<IslandEpoch>((epoch) => typeof epoch === 'object' && epoch !== null),
});
export type IslandInput = z.infer<typeof inputSchema>;

/** All strategies that the island asked for, with the answers to them. */
export interface IslandOutput {
  readonly genomes: readonly Genome[];
  readonly answers: readonly Fitness[];
}

/**
 * An island on a host: breeds through an epoch with no word to anybody. What comes back are not its generations but what
 * their strategies are worth, so that the coordinator, which breeds them as well, finds every answer ready; what failed
 * is left out, and the coordinator sees to it.
 */
export const islandProgram: Program = async (input, evaluator, signal): Promise<IslandOutput> => {
  const { experiment, epoch } = inputSchema.parse(input);
  const settings = evolutionSettings(experiment);
  const met = new Map<Genome, Fitness>();
  const failed = new Set<Genome>();
  const evaluate = evaluator(({ genome }) => failed.add(genome));
  const noting: Evaluate = async (genomes, given) => {
    const answers = await evaluate(genomes, given);
    for (const [i, genome] of genomes.entries()) met.set(genome, answers[i]!);
    return answers;
  };
  const { evaluate: values, behaviourOf } = behaviourEvaluation(noting);
  const fitness = experiment.constraints ? evaluateConstrained(constrained(experiment), values) : values;
  await breedAlone(settings, createToolbox(settings, primitiveSet(experiment), undefined, behaviourOf), fitness, epoch, signal);
  for (const genome of failed) met.delete(genome);
  return { genomes: [...met.keys()], answers: [...met.values()] };
};
