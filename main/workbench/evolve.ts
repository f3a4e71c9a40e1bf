import { setImmediate } from 'node:timers/promises';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import { worstFitness } from '../backtest/objectives/fitness.ts';
import type { Generation } from '../evolution/individual.ts';
import { run } from '../evolution/run.ts';
import type { Cases } from '../evolution/selection/cases.ts';
import type { EvolutionSettings } from '../evolution/settings.ts';
import { populationStatistics } from '../evolution/statistics.ts';
import { type Progress, progressOf } from '../evolution/stopping.ts';
import { createToolbox } from '../evolution/toolbox.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { type Genome, genomeUnits } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';
import { objectivesOf } from './problem.ts';
import { rowStatistics } from './row-statistics.ts';
import { runDigest } from './run-digest.ts';
import { evolutionSettings, primitiveSet } from './search-settings.ts';

/** What is known of a run at some generation. */
export class History {
  /** The last generation; none before generation 0. */
  last: Generation | undefined;
  readonly progress: Progress[] = [];
  /** Every distinct strategy of the generations so far. */
  readonly #met = new GenomeTable(genomeUnits);

  get distinct(): number {
    return this.#met.size;
  }

  /** Generations have to come in their order. */
  add(generation: Generation): void {
    this.last = generation;
    this.progress.push(progressOf(generation));
    for (const { genome } of generation.population) this.#met.add(genome);
  }
}

export interface Evaluation {
  /** The values of the objectives, in their order. */
  readonly evaluate: Evaluate;
  /** Equal for strategies that hold the same bars in training. Only for those that `evaluate` was given. */
  readonly behaviourOf: (genome: Genome) => number;
  /** Whether a strategy keeps the constraints; absent where the experiment has none. */
  readonly isFeasible?: ((genome: Genome) => boolean) | undefined;
  /** What lexicase selections look at; absent: the objectives. */
  readonly cases?: Cases | undefined;
}

/**
 * Computes a run on from its history to its last generation. Whoever takes the generations decides the pace, since nothing
 * is computed before the next one is asked for, and adds them to the history.
 */
export function evolve(
  experiment: Experiment,
  { evaluate, cases, behaviourOf }: Evaluation,
  history: History,
  signal: AbortSignal,
): AsyncGenerator<Generation, void, undefined> {
  const settings = evolutionSettings(experiment);
  const toolbox = createToolbox(settings, primitiveSet(experiment), cases, behaviourOf);
  const from = history.last ? { from: withHallOfFame(history.last, settings) } : {};
  return run(settings, toolbox, evaluate, { ...from, signal, turn: () => setImmediate(), history: [...history.progress] });
}

/** What the logbook says of a generation, the last one of the history, which took so many seconds. */
export function logbookRow(
  experiment: Experiment,
  { behaviourOf, isFeasible }: Pick<Evaluation, 'behaviourOf' | 'isFeasible'>,
  history: History,
  generation: Generation,
  seconds: number,
): LogbookRow {
  const worst = worstFitness(objectivesOf(experiment));
  return {
    generation: generation.number,
    evaluations: generation.evaluations,
    distinct: history.distinct,
    ...populationStatistics(generation.population, worst, isFeasible && (({ genome }) => isFeasible(genome))),
    ...rowStatistics(experiment, generation.population, { worst, behaviourOf, isFeasible }),
    seconds,
    digest: runDigest(experiment.seed, generation),
  };
}

/** A fork may have a smaller hall of fame than the run it comes from. */
const withHallOfFame = (generation: Generation, { hallOfFame }: EvolutionSettings): Generation =>
  generation.hallOfFame.length <= hallOfFame ? generation : { ...generation, hallOfFame: generation.hallOfFame.slice(0, hallOfFame) };
