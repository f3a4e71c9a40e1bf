import type { Individual } from '../evolution/individual.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { characters, type Genome, genomeKey } from '../strategy/genome.ts';
import { ByteWriter } from './bytes.ts';

export interface Scored {
  readonly genome: Genome;
  readonly fitness: Fitness;
}

/** The first byte; `unpack-population.ts` reads no other one. */
export const FORMAT = 1;

/** The exact bits, so that −0 and 0 stay apart. */
const bitsKey = (numbers: Float64Array) => characters(new Uint16Array(numbers.buffer, numbers.byteOffset, numbers.length * 4));

/**
 * Genomes with their fitness, column by column: lengths, low bytes of the codes, high bytes, the distinct constants
 * (a population inherits most of its numbers, and their mantissas do not compress), then one column an objective.
 */
function writeScored(out: ByteWriter, scored: readonly Scored[]): void {
  const objectives = scored[0]?.fitness.length ?? 0;
  if (scored.some((s) => s.fitness.length !== objectives)) throw new RangeError('the fitnesses differ in length');
  out.integer(scored.length);
  out.integer(objectives);
  for (const { genome } of scored) out.integer(genome.codes.length);
  for (const { genome } of scored) for (const code of genome.codes) out.byte(code & 0xff);
  for (const { genome } of scored) for (const code of genome.codes) out.byte(code >> 8);
  const places = new Map<string, number>();
  const distinct: number[] = [];
  const references: number[] = [];
  for (const { genome } of scored) {
    for (const constant of genome.constants) {
      const key = bitsKey(Float64Array.of(constant));
      const place = places.get(key) ?? distinct.push(constant) - 1;
      places.set(key, place);
      references.push(place);
    }
  }
  out.integer(distinct.length);
  out.doubles(Float64Array.from(distinct));
  for (const place of references) out.integer(place);
  for (let i = 0; i < objectives; i++) out.doubles(Float64Array.from(scored, (s) => s.fitness[i]!));
}

/** The members of a hall of fame, best first. */
export function packElites(elites: readonly Scored[]): Uint8Array {
  const out = new ByteWriter();
  out.byte(FORMAT);
  writeScored(out, elites);
  return out.finish();
}

/**
 * A whole population; individuals with the same genome and fitness share one entry, because late populations are
 * full of twins. Nothing outside the bytes is needed to read them back, names of operators included.
 */
export function packPopulation(population: readonly Individual[]): Uint8Array {
  const entries: Individual[] = [];
  const places = new Map<string, number>();
  const references: number[] = [];
  for (const individual of population) {
    const key = `${bitsKey(Float64Array.from(individual.fitness))}|${genomeKey(individual.genome)}`;
    const known = places.get(key);
    // 0 says "the next new entry", which is what most say: a column of zeros costs next to nothing.
    references.push(known === undefined ? 0 : known + 1);
    if (known === undefined) places.set(key, entries.push(individual) - 1);
  }
  const names = [...new Set(population.map((individual) => individual.operator))];
  const out = new ByteWriter();
  out.byte(FORMAT);
  writeScored(out, entries);
  out.integer(population.length);
  for (const reference of references) out.integer(reference);
  out.integer(names.length);
  for (const name of names) out.text(name);
  for (const { operator } of population) out.byte(names.indexOf(operator));
  for (const { parents } of population) out.integer(parents.length);
  for (const { parents } of population) for (const parent of parents) out.integer(parent);
  return out.finish();
}
