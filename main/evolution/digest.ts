import { createHash } from 'node:crypto';
import type { Generation } from './individual.ts';

/**
 * SHA-256 of a population, hexadecimal: genomes and fitnesses in the order of the slots, to the last bit, each list
 * after its length, all numbers little-endian. Two runs of one experiment have the same digest in every generation,
 * whatever the number of workers; parents, operators and the hall of fame follow from these and are left out.
 */
export function digest({ population }: Pick<Generation, 'population'>): string {
  let bytes = 0;
  for (const { genome, fitness } of population) bytes += 12 + 2 * genome.codes.length + 8 * (genome.constants.length + fitness.length);
  const view = new DataView(new ArrayBuffer(bytes));
  let at = 0;
  for (const { genome, fitness } of population) {
    const { codes } = genome;
    view.setUint32(at, codes.length, true);
    at += 4;
    for (let i = 0; i < codes.length; i++, at += 2) view.setUint16(at, codes[i]!, true);
    at = writeNumbers(view, at, genome.constants);
    at = writeNumbers(view, at, fitness);
  }
  return createHash('sha256').update(view).digest('hex');
}

/** Writes a list after its length; returns where it ends. */
function writeNumbers(view: DataView, start: number, numbers: ArrayLike<number>): number {
  view.setUint32(start, numbers.length, true);
  let at = start + 4;
  for (let i = 0; i < numbers.length; i++, at += 8) {
    const number = numbers[i]!;
    // The bits of a NaN may differ from machine to machine; the literal's do not.
    view.setFloat64(at, Number.isNaN(number) ? Number.NaN : number, true);
  }
  return at;
}
