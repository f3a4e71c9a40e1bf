import { createHash } from 'node:crypto';
import type { Generation } from './individual.ts';

/**
 * SHA-256 of a population, hexadecimal: genomes and fitnesses in the order of the slots, to the last bit, each list
 * after its length, all numbers little-endian. Two runs of one experiment have the same digest in every generation,
 * whatever the number of workers; parents, operators and the hall of fame follow from these and are left out.
 */
export function digest({ population }: Pick<Generation, 'population'>): string {
  const hash = createHash('sha256');
  for (const { genome, fitness } of population) {
    const { codes, constants } = genome;
    const view = new DataView(new ArrayBuffer(12 + 2 * codes.length + 8 * (constants.length + fitness.length)));
    let at = 0;
    const length = (n: number) => {
      view.setUint32(at, n, true);
      at += 4;
    };
    length(codes.length);
    for (const code of codes) {
      view.setUint16(at, code, true);
      at += 2;
    }
    for (const numbers of [constants, fitness]) {
      length(numbers.length);
      for (const number of numbers) {
        // The bits of a NaN may differ from machine to machine; the literal's do not.
        view.setFloat64(at, Number.isNaN(number) ? Number.NaN : number, true);
        at += 8;
      }
    }
    hash.update(view);
  }
  return hash.digest('hex');
}
