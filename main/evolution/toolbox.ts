import type { Genome } from '../strategy/genome.ts';
import type { Random } from '../strategy/random.ts';
import type { Individual } from './individual.ts';

export interface Toolbox {
  generate(random: Random): Genome;
  mate(random: Random, a: Genome, b: Genome): [Genome, Genome];
  mutate(random: Random, genome: Genome): Genome;
  select(random: Random, population: readonly Individual[]): Individual;
}
