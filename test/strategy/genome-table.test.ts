import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genome, genomeKey, genomeUnits } from '../../main/strategy/genome.ts';
import { GenomeTable } from '../../main/strategy/genome-table.ts';

// Few different codes and numbers, so that many are equal or nearly so.
const genomes = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }), fc.array(fc.constantFrom(0, -0, 1, 0.1), { maxLength: 2 }))
  .map(([codes, constants]) => genome(codes, constants));

describe('a table of genomes', () => {
  it('numbers them as a Map with their keys would', () => {
    fc.assert(
      fc.property(fc.array(genomes, { maxLength: 200 }), (list) => {
        const table = new GenomeTable(genomeUnits);
        const map = new Map<string, number>();
        for (const g of list) {
          const key = genomeKey(g);
          if (!map.has(key)) map.set(key, map.size);
          expect(table.add(g)).toBe(map.get(key));
          expect(table.size).toBe(map.size);
        }
      }),
    );
  });

  it('finds each of them again when it has grown many times, large ones too', () => {
    const made = Array.from({ length: 20_000 }, (_, i) => genome([i % 256, i >> 8, 7], i % 3 === 0 ? [i] : []));
    made.push(genome(new Array(100_000).fill(5), []), genome(new Array(100_001).fill(5), []));
    const table = new GenomeTable(genomeUnits);
    for (const [i, g] of made.entries()) expect(table.add(g)).toBe(i);
    for (const [i, g] of made.entries()) expect(table.add(genome(g.codes, g.constants))).toBe(i);
    expect(table.size).toBe(made.length);
  });
});
