import { type Elite, type Individual, type Operator, operators } from '../evolution/individual.ts';
import { checkGenome } from '../strategy/check.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, height } from '../strategy/genome.ts';
import { NUMBER } from '../strategy/primitives.ts';
import { ByteReader } from './bytes.ts';
import { FORMAT, type Scored } from './pack-population.ts';

const none = new Float64Array(0);

/** Distinct genomes with their fitness: the columns are found at once, a genome is only put together when it is asked for. */
class ScoredColumns {
  readonly length: number;
  readonly #codes: Uint16Array;
  /** Where the codes and the constants of each genome start; one more for the end. */
  readonly #starts: Uint32Array;
  readonly #firstConstants: Uint32Array;
  readonly #distinct: Float64Array;
  readonly #references: readonly number[];
  readonly #fitnesses: readonly Float64Array[];
  readonly #made: (Scored | undefined)[];

  constructor(input: ByteReader) {
    this.length = input.count();
    const objectives = input.integer();
    this.#starts = new Uint32Array(this.length + 1);
    for (let i = 0; i < this.length; i++) this.#starts[i + 1] = this.#starts[i]! + input.count();
    const total = this.#starts[this.length]!;
    const [low, high] = [input.bytes(total), input.bytes(total)];
    this.#codes = new Uint16Array(total);
    this.#firstConstants = new Uint32Array(this.length + 1);
    let constants = 0;
    for (let i = 0; i < this.length; i++) {
      for (let place = this.#starts[i]!; place < this.#starts[i + 1]!; place++) {
        const code = low[place]! + high[place]! * 256;
        this.#codes[place] = code;
        if (code === NUMBER) constants++;
      }
      this.#firstConstants[i + 1] = constants;
    }
    this.#distinct = input.doubles(input.count(8));
    this.#references = input.integers(constants);
    if (this.#references.some((place) => place >= this.#distinct.length)) throw new RangeError('a constant is missing');
    this.#fitnesses = Array.from({ length: objectives }, () => input.doubles(this.length));
    this.#made = new Array(this.length);
  }

  fitness = (entry: number): Fitness => this.#fitnesses.map((column) => column[entry]!);

  /** Nodes of a genome, without putting it together. */
  size = (entry: number): number => this.#starts[entry + 1]! - this.#starts[entry]!;

  height = (entry: number): number =>
    height({ codes: this.#codes.subarray(this.#starts[entry], this.#starts[entry + 1]), constants: none });

  /** The same object for the same entry: twins share their genome. */
  at(entry: number): Scored {
    const known = this.#made[entry];
    if (known) return known;
    const first = this.#firstConstants[entry]!;
    const constants = new Float64Array(this.#firstConstants[entry + 1]! - first);
    for (let i = 0; i < constants.length; i++) constants[i] = this.#distinct[this.#references[first + i]!]!;
    const genome: Genome = { codes: this.#codes.slice(this.#starts[entry], this.#starts[entry + 1]), constants };
    checkGenome(genome);
    const made = { genome, fitness: this.fitness(entry) };
    this.#made[entry] = made;
    return made;
  }
}

/**
 * A stored population of which any part can be looked at alone: who descends from whom costs nothing but the columns
 * that say so, and a genome is put together and checked when it is asked for.
 *
 * @throws {RangeError} or a GenomeError, saying what is wrong with the bytes
 */
export class StoredPopulation {
  readonly length: number;
  readonly #entries: ScoredColumns;
  readonly #entryOf: Uint32Array;
  readonly #names: readonly Operator[];
  readonly #chosen: Uint8Array;
  readonly #parents: readonly number[];
  readonly #firstParents: Uint32Array;

  constructor(bytes: Uint8Array) {
    const input = new ByteReader(bytes);
    checkFormat(input);
    this.#entries = new ScoredColumns(input);
    this.length = input.count();
    let next = 0;
    this.#entryOf = Uint32Array.from(input.integers(this.length), (reference) => (reference === 0 ? next++ : reference - 1));
    if (this.#entryOf.some((entry) => entry >= this.#entries.length)) throw new RangeError('a strategy is missing');
    this.#names = Array.from({ length: input.count() }, () => operatorOf(input.text()));
    this.#chosen = input.bytes(this.length);
    if (this.#chosen.some((name) => name >= this.#names.length)) throw new RangeError('an operator is missing');
    this.#firstParents = new Uint32Array(this.length + 1);
    for (let slot = 0; slot < this.length; slot++) this.#firstParents[slot + 1] = this.#firstParents[slot]! + input.count();
    this.#parents = input.integers(this.#firstParents[this.length]!);
    input.end();
  }

  operator = (slot: number): Operator => this.#names[this.#chosen[slot]!]!;
  parents = (slot: number): readonly number[] => this.#parents.slice(this.#firstParents[slot], this.#firstParents[slot + 1]);
  /** −1 for who has none. */
  firstParent = (slot: number): number =>
    this.#firstParents[slot] === this.#firstParents[slot + 1] ? -1 : this.#parents[this.#firstParents[slot]!]!;
  fitness = (slot: number): Fitness => this.#entries.fitness(this.#entryOf[slot]!);

  /** As of its genome. */
  size = (slot: number): number => this.#entries.size(this.#entryOf[slot]!);
  height = (slot: number): number => this.#entries.height(this.#entryOf[slot]!);

  at(slot: number): Individual {
    return { ...this.#entries.at(this.#entryOf[slot]!), operator: this.operator(slot), parents: this.parents(slot) };
  }

  all(): Individual[] {
    return Array.from({ length: this.length }, (_, slot) => this.at(slot));
  }
}

/** @throws {RangeError} or a GenomeError, saying what is wrong with the bytes */
export function unpackElites(bytes: Uint8Array): Elite[] {
  const input = new ByteReader(bytes);
  checkFormat(input);
  const columns = new ScoredColumns(input);
  input.end();
  return Array.from({ length: columns.length }, (_, entry) => columns.at(entry));
}

function operatorOf(name: string): Operator {
  if (!operators.includes(name as Operator)) throw new RangeError(`the operator "${name}" is unknown`);
  return name as Operator;
}

function checkFormat(input: ByteReader): void {
  const format = input.byte();
  if (format !== FORMAT) throw new RangeError(`its format is ${format}, this version reads ${FORMAT}`);
}
