import type { Individual } from '../evolution/individual.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeUnits, writeBits } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';
import { ByteWriter } from './bytes.ts';

export interface Scored {
  readonly genome: Genome;
  readonly fitness: Fitness;
}

/** The first byte; `unpack-population.ts` reads no other one. */
export const FORMAT = 1;

/** The exact bits, so that −0 and 0 stay apart. */
const numberUnits = { room: () => 4, write: (value: number, units: Uint16Array) => writeBits(value, units, 0) };

/** Genome and fitness. */
const scoredUnits = {
  room: ({ genome, fitness }: Scored) => genomeUnits.room(genome) + 4 * fitness.length,
  write({ genome, fitness }: Scored, units: Uint16Array): number {
    let at = genomeUnits.write(genome, units);
    for (let i = 0; i < fitness.length; i++) at = writeBits(fitness[i]!, units, at);
    return at;
  },
};

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
  for (const { genome } of scored) for (let i = 0; i < genome.codes.length; i++) out.byte(genome.codes[i]! & 0xff);
  for (const { genome } of scored) for (let i = 0; i < genome.codes.length; i++) out.byte(genome.codes[i]! >> 8);
  const places = new GenomeTable<number>(numberUnits);
  const distinct: number[] = [];
  const references: number[] = [];
  for (const { genome } of scored) {
    for (let i = 0; i < genome.constants.length; i++) {
      const place = places.add(genome.constants[i]!);
      if (place === distinct.length) distinct.push(genome.constants[i]!);
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
  const places = new GenomeTable<Scored>(scoredUnits);
  const references: number[] = [];
  for (const individual of population) {
    const place = places.add(individual);
    // 0 says "the next new entry", which is what most say: a column of zeros costs next to nothing.
    references.push(place === entries.length ? 0 : place + 1);
    if (place === entries.length) entries.push(individual);
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
