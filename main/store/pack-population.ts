import type { Individual, Operator } from '../evolution/individual.ts';
import { operators } from '../evolution/individual.ts';
import { checkGenome } from '../strategy/check.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeKey } from '../strategy/genome.ts';
import { NUMBER } from '../strategy/primitives.ts';
import { ByteReader, ByteWriter } from './bytes.ts';

interface Scored {
  readonly genome: Genome;
  readonly fitness: Fitness;
}

const FORMAT = 1;

/** The exact bits, so that −0 and 0 stay apart. */
const bitsKey = (numbers: Float64Array) => String.fromCharCode(...new Uint16Array(numbers.buffer, numbers.byteOffset, numbers.length * 4));

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

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

function readScored(input: ByteReader): Scored[] {
  const count = input.count();
  const objectives = input.integer();
  const lengths = Array.from({ length: count }, () => input.integer());
  const codes = Array.from({ length: total(lengths) }, () => input.byte());
  for (let i = 0; i < codes.length; i++) codes[i]! += input.byte() * 256;
  const distinct = input.doubles(input.count(8));
  let start = 0;
  const genomes = lengths.map((length) => {
    const own = Uint16Array.from(codes.slice(start, start + length));
    start += length;
    const constants = Float64Array.from({ length: own.filter((code) => code === NUMBER).length }, () => {
      const place = input.integer();
      if (place >= distinct.length) throw new RangeError('a constant is missing');
      return distinct[place]!;
    });
    const genome = { codes: own, constants };
    checkGenome(genome);
    return genome;
  });
  const fitnesses = Array.from({ length: objectives }, () => input.doubles(count));
  return genomes.map((genome, i) => ({ genome, fitness: fitnesses.map((column) => column[i]!) }));
}

/** The members of a hall of fame, best first. */
export function packElites(elites: readonly Scored[]): Uint8Array {
  const out = new ByteWriter();
  out.byte(FORMAT);
  writeScored(out, elites);
  return out.finish();
}

/** @throws {RangeError} or a GenomeError, saying what is wrong with the bytes */
export function unpackElites(bytes: Uint8Array): Scored[] {
  const input = new ByteReader(bytes);
  checkFormat(input);
  const elites = readScored(input);
  input.end();
  return elites;
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

/** @throws {RangeError} or a GenomeError, saying what is wrong with the bytes */
export function unpackPopulation(bytes: Uint8Array): Individual[] {
  const input = new ByteReader(bytes);
  checkFormat(input);
  const entries = readScored(input);
  const count = input.count();
  let next = 0;
  const scored = Array.from({ length: count }, () => {
    const reference = input.integer();
    const entry = entries[reference === 0 ? next++ : reference - 1];
    if (!entry) throw new RangeError('a strategy is missing');
    return entry;
  });
  const names = Array.from({ length: input.count() }, () => {
    const name = input.text();
    if (!operators.includes(name as Operator)) throw new RangeError(`the operator "${name}" is unknown`);
    return name as Operator;
  });
  const chosen = Array.from({ length: count }, () => {
    const name = names[input.byte()];
    if (name === undefined) throw new RangeError('an operator is missing');
    return name;
  });
  const parentCounts = Array.from({ length: count }, () => input.integer());
  const population = scored.map((entry, i) => ({
    ...entry,
    operator: chosen[i]!,
    parents: Array.from({ length: parentCounts[i]! }, () => input.integer()),
  }));
  input.end();
  return population;
}

function checkFormat(input: ByteReader): void {
  const format = input.byte();
  if (format !== FORMAT) throw new RangeError(`its format is ${format}, this version reads ${FORMAT}`);
}
