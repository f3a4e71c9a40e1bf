import type { Individual } from '../../main/evolution/individual.ts';
import { independently } from '../../main/evolution/selection/selection.ts';
import { best } from '../../main/evolution/selection/simple.ts';
import { tournament } from '../../main/evolution/selection/tournament.ts';
import { defaultSettings, type EvolutionSettings } from '../../main/evolution/settings.ts';
import type { Toolbox } from '../../main/evolution/toolbox.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { type Genome, genome } from '../../main/strategy/genome.ts';
import type { Random } from '../../main/strategy/random.ts';

/** A cheap problem: genomes are lists of codes without meaning, so that these tests look at the search alone. */
export const settings = (changes: Partial<EvolutionSettings> = {}): EvolutionSettings => ({
  ...defaultSettings,
  population: 30,
  generations: 8,
  ...changes,
});

const codes = (random: Random) => Array.from({ length: random.integer(1, 12) }, () => random.integer(0, 99));

export const toolbox = ({ weights, tournament: size }: EvolutionSettings = settings()): Toolbox => ({
  generate: (random) => genome(codes(random), [random.float()]),
  mate(random, a, b) {
    const i = random.integer(0, a.codes.length);
    const j = random.integer(0, b.codes.length);
    return [
      genome([...a.codes.slice(0, i), ...b.codes.slice(j)].slice(0, 40), a.constants),
      genome([...b.codes.slice(0, j), ...a.codes.slice(i)].slice(0, 40), b.constants),
    ];
  },
  mutate: (random, g) => genome([...g.codes, random.integer(0, 99)].slice(-40), [random.float()]),
  select: independently((random, population) => tournament(random, weights, size, population)),
  survive: (_, population, k) => best(weights, population, k),
});

/** As many codes as possible close to 50, few of them odd, a large constant. */
export function score({ codes, constants }: Genome): Fitness {
  const distance = codes.reduce((sum, code) => sum + Math.abs(code - 50), 0);
  return [codes.length - distance / 25, codes.filter((code) => code % 2 === 1).length, constants[0]!];
}

export const evaluate = async (genomes: readonly Genome[]): Promise<Fitness[]> => genomes.map(score);

export const individual = (fitness: Fitness, code = 0): Individual => ({
  genome: genome([code], []),
  fitness,
  parents: [],
  operator: 'initialise',
});

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** Pearson's statistic; compare with the quantile of the chi-squared distribution for (places − 1) degrees of freedom. */
export function chiSquared(counts: readonly number[], probabilities: readonly number[]): number {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.reduce((sum, count, i) => sum + (count - total * probabilities[i]!) ** 2 / (total * probabilities[i]!), 0);
}
