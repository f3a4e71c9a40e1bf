import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';

/** Sizes and distances that a penalty is made from: one number for all objectives, or one for each. */
type Amounts = number | readonly number[];

const amount = (amounts: Amounts, objective: number): number => (typeof amounts === 'number' ? amounts : amounts[objective]!);
const worse = (weight: number, by: number): number => (weight >= 0 ? -by : by);

/**
 * Gives strategies that break a constraint Δᵢ − sign(wᵢ)·dᵢ instead of evaluating them (DEAP's `DeltaPenalty`): a fixed
 * bad value, the worse the farther away. Strategies that keep it are evaluated as ever, in one call.
 *
 * @param delta should be worse than any value a strategy can have
 * @param distance of a strategy from those that keep the constraint; absent: 0
 */
export function deltaPenalty(
  weights: readonly number[],
  feasible: (genome: Genome) => boolean,
  delta: Amounts,
  distance: (genome: Genome) => Amounts = () => 0,
): (evaluate: Evaluate) => Evaluate {
  return (evaluate) => async (genomes, signal) => {
    const keeps = genomes.map(feasible);
    const answers = await evaluateAll(
      evaluate,
      genomes.filter((_, i) => keeps[i]),
      signal,
    );
    let next = 0;
    return genomes.map((g, i): Fitness => {
      if (keeps[i]) return answers[next++]!;
      const d = distance(g);
      return weights.map((weight, objective) => amount(delta, objective) + worse(weight, amount(d, objective)));
    });
  };
}

/**
 * Gives a strategy that breaks a constraint the fitness of the closest one that keeps it, less α times the distance
 * between the two: f(valid) − sign(wᵢ)·α·dᵢ (DEAP's `ClosestValidPenalty`).
 *
 * @param closest makes that strategy; only asked for those that break the constraint
 */
export function closestValidPenalty(
  weights: readonly number[],
  feasible: (genome: Genome) => boolean,
  closest: (genome: Genome) => Genome,
  alpha: number,
  distance: (valid: Genome, genome: Genome) => Amounts = () => 0,
): (evaluate: Evaluate) => Evaluate {
  return (evaluate) => async (genomes, signal) => {
    const stand = genomes.map((g) => (feasible(g) ? g : closest(g)));
    const answers = await evaluateAll(evaluate, stand, signal);
    return genomes.map((g, i): Fitness => {
      if (stand[i] === g) return answers[i]!;
      const d = distance(stand[i]!, g);
      return weights.map((weight, objective) => answers[i]![objective]! + worse(weight, alpha * amount(d, objective)));
    });
  };
}

const evaluateAll = async (evaluate: Evaluate, genomes: readonly Genome[], signal: AbortSignal | undefined) =>
  genomes.length === 0 ? [] : evaluate(genomes, signal);
