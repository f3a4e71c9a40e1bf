import type { Experiment, Metric } from '../../preload/contract.ts';
import { worstFitness } from '../backtest/objectives/fitness.ts';
import type { ChosenObjective } from '../backtest/objectives/registry.ts';
import { type Penalty, penalised, violation } from '../evolution/constraints.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { objectivesOf } from './problem.ts';

/** Metrics whose worst value a strategy may really have: there is nothing in between. */
const reached: ReadonlySet<string> = new Set(['winRate max', 'maxDrawdown min'] satisfies `${Metric} ${'min' | 'max'}`[]);

/** What is computed of a strategy: the objectives, and behind them what else the constraints are about. */
export function measured(experiment: Experiment): readonly ChosenObjective[] {
  const objectives = objectivesOf(experiment);
  const known = new Set(objectives.map(({ name }) => name));
  const others = (experiment.constraints ?? []).filter(({ metric }) => !known.has(metric));
  return [...objectives, ...others.map(({ metric }) => ({ name: metric }))];
}

/** How far the worst value is from any real one, at least. */
const roomOf = ({ name, direction }: ChosenObjective): number => (reached.has(`${name} ${direction}`) ? 0 : 1);

/** The best value of the first objective that a strategy can have which failed, or breaks a constraint and is set behind all others for it. */
export function bestOfFailed(experiment: Experiment): number {
  const { objectives, constraints, penalty } = experiment;
  const [first] = objectivesOf(experiment);
  const behind = constraints !== undefined && (penalty?.method ?? 'feasibleFirst') === 'feasibleFirst';
  return worstFitness([first!])[0]! + (behind ? Math.sign(objectives[0]!.weight) * roomOf(first!) : 0);
}

/** Values of what is measured, turned into those of the objectives. */
export interface Constrained {
  /** From the values of what is measured, each the mean over all cases. */
  readonly fitness: (genome: Genome, values: Fitness) => Fitness;
  /** The same for one case: who breaks the constraints does so in all of them. Only for genomes that `fitness` was given. */
  readonly caseFitness: (genome: Genome, values: Fitness) => Fitness;
  /** Whether a strategy that `fitness` was given keeps the constraints. One that cannot be judged is not asked. */
  readonly isFeasible: (genome: Genome) => boolean;
}

/**
 * The constraints of an experiment: bounds of metrics, each the mean over training periods and timeframes as objectives
 * are, and what a strategy gets that breaks one. One that cannot be judged at all keeps the worst fitness.
 */
export function constrained(experiment: Experiment): Constrained {
  const { constraints = [], penalty = { method: 'feasibleFirst' } } = experiment;
  const objectives = objectivesOf(experiment);
  const metrics = measured(experiment);
  const names = metrics.map(({ name }) => name);
  const places = constraints.map(({ metric }) => names.indexOf(metric));
  const everything = worstFitness(metrics);
  const options = {
    weights: experiment.objectives.map(({ weight }) => weight),
    worst: worstFitness(objectives),
    room: objectives.map(roomOf),
  };
  const broken = new WeakMap<Genome, number>();
  const valuesOf = (values: Fitness, distance: number) => {
    const own = values.slice(0, objectives.length);
    return distance > 0 ? penalised(penalty as Penalty, options, own, distance) : own;
  };
  return {
    fitness(genome, values) {
      const judged = values.some((value, i) => value !== everything[i]);
      const distance = judged
        ? violation(
            constraints,
            places.map((place) => values[place]!),
          )
        : 0;
      if (distance > 0) broken.set(genome, distance);
      return valuesOf(values, distance);
    },
    caseFitness: (genome, values) => valuesOf(values, broken.get(genome) ?? 0),
    isFeasible: (genome) => !broken.has(genome),
  };
}

/** An evaluation of the objectives, from one of what is measured. */
export const evaluateConstrained =
  ({ fitness }: Constrained, evaluate: Evaluate): Evaluate =>
  async (genomes, signal) =>
    (await evaluate(genomes, signal)).map((values, i) => fitness(genomes[i]!, values));
