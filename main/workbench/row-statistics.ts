import type { Experiment, LogbookRow, Metric, Quartiles } from '../../preload/contract.ts';
import { compareFitness, dominates, sameFitness } from '../evolution/compare.ts';
import { hypervolume } from '../evolution/hypervolume.ts';
import type { Individual } from '../evolution/individual.ts';
import { canonicalUnits } from '../strategy/canonical.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeUnits, size } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';

type RowStatistics = Required<Pick<LogbookRow, 'quartiles' | 'diversity' | 'hypervolume'>>;

interface RowOptions {
  /** What a failed strategy got. */
  readonly worst: Fitness;
  /** Equal for strategies that hold the same bars in training. */
  readonly behaviourOf: (genome: Genome) => number;
  readonly isFeasible?: ((genome: Genome) => boolean) | undefined;
}

/**
 * What the logbook says of a population beyond DEAP's numbers. Quartiles of fitness leave out failed strategies, as the
 * summaries do, and like the hypervolume those that break the constraints.
 */
export function rowStatistics(
  experiment: Experiment,
  population: readonly Individual[],
  { worst, behaviourOf, isFeasible = () => true }: RowOptions,
): RowStatistics {
  const scored = population.filter(({ genome, fitness }) => isFeasible(genome) && fitness.some((value, i) => value !== worst[i]));
  const genomes = new GenomeTable(genomeUnits);
  const distinct: Individual[] = [];
  for (const individual of population) if (genomes.add(individual.genome) === distinct.length) distinct.push(individual);
  const structures = new GenomeTable(canonicalUnits);
  for (const { genome } of distinct) structures.add(genome);
  return {
    quartiles: {
      fitness: worst.map((_, i) => (scored.length === 0 ? null : quartiles(scored.map(({ fitness }) => fitness[i]!)))),
      size: quartiles(population.map(({ genome }) => size(genome))),
    },
    diversity: {
      genomes: distinct.length / population.length,
      structure: structures.size / population.length,
      behaviour: new Set(distinct.map(({ genome }) => behaviourOf(genome))).size / population.length,
    },
    hypervolume:
      worst.length < 2
        ? null
        : volume(
            experiment,
            distinct.filter(({ genome }) => isFeasible(genome)),
          ),
  };
}

/** Linear between the two neighbours, as `numpy.percentile`. */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const below = sorted[low]!;
    return below + (place - low) * ((sorted[low + 1] ?? below) - below);
  };
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}

function volume(experiment: Experiment, population: readonly Individual[]): number {
  const weights = experiment.objectives.map(({ weight }) => weight);
  const reference = experiment.objectives.map(({ metric, weight }) => idle(metric, weight, experiment));
  return hypervolume(weights, front(weights, population), reference);
}

/** Best first nobody is dominated by somebody after them, so that each has to be compared with the front so far alone. */
function front(weights: readonly number[], population: readonly Individual[]): Fitness[] {
  const fitnesses = population.map(({ fitness }) => fitness).sort((a, b) => compareFitness(weights, b, a));
  const found: Fitness[] = [];
  for (const [i, fitness] of fitnesses.entries()) {
    if (i > 0 && sameFitness(weights, fitness, fitnesses[i - 1]!)) continue;
    if (!found.some((one) => dominates(weights, one, fitness))) found.push(fitness);
  }
  return found;
}

/** Beyond this many trades or turns a year nobody counts. */
const MANY = 1_000;

/**
 * Where the hypervolume is measured from, in every generation of every run alike: what somebody has who does nothing,
 * and for what is to be small a value that nobody wants. The worst fitness would not do: measured from −999 all Sharpe
 * ratios are the same.
 */
function idle(metric: Metric, weight: number, { maxSize }: Experiment): number {
  if (weight > 0) return 0;
  if (metric === 'maxDrawdown' || metric === 'exposure' || metric === 'winRate' || metric === 'profitFactor') return 1;
  if (metric === 'size') return maxSize + 1;
  return metric === 'trades' || metric === 'turnover' ? MANY : 0;
}
