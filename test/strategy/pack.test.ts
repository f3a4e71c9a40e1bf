import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGenome } from '../../main/strategy/check.ts';
import { GenomeError } from '../../main/strategy/errors.ts';
import { equal } from '../../main/strategy/genome.ts';
import { pack, unpack } from '../../main/strategy/pack.ts';
import { parse } from '../../main/strategy/parse.ts';
import { anyStrategy } from './arbitraries.ts';
import { referenceStrategies } from './reference.ts';

describe('pack and unpack', () => {
  it('are inverse to the last bit, also for strategies one after the other and inside a larger buffer', () => {
    fc.assert(
      fc.property(anyStrategy, anyStrategy, fc.uint8Array({ maxLength: 5 }), (a, b, before) => {
        const bytes = Uint8Array.from([0xff, ...before, ...pack(a), ...pack(b)]).subarray(1);
        const first = unpack(bytes, before.length);
        const second = unpack(bytes, first.end);
        expect(equal(first.genome, a) && equal(second.genome, b)).toBe(true);
        expect(second.end).toBe(bytes.length);
      }),
    );
  });

  it('take about a byte and a half a node and eight a number', () => {
    const genomes = referenceStrategies.map(({ strategy }) => parse(strategy));
    const nodes = genomes.reduce((n, g) => n + g.codes.length, 0);
    const numbers = genomes.reduce((n, g) => n + g.constants.length, 0);
    const bytes = genomes.reduce((n, g) => n + pack(g).length, 0);
    expect(bytes - 8 * numbers).toBeLessThan(1.5 * nodes);
  });

  it.each([
    ['no bytes', [], 'the packed strategy at byte 0 is cut short: there are only 0 bytes'],
    ['fewer bytes than nodes', [3, 4, 1], 'the packed strategy at byte 0 is cut short: there are only 3 bytes'],
    ['a number cut short', [3, 4, 0, 64, 1, 2, 3], 'the packed strategy at byte 0 is cut short: there are only 7 bytes'],
    ['an endless varint', [255, 255, 255, 255, 255], 'the packed strategy at byte 0 is damaged: a number has too many digits'],
    ['a code beyond 16 bits', [1, 255, 255, 127], 'the packed strategy at byte 0 is damaged: no node has the code 2097151'],
    ['no tree', [2, 4, 64], 'the packed strategy at byte 0 is damaged: node 2: gt expects (series, series), got (series)'],
  ])('refuse %s', (_, bytes, message) => {
    expect(() => unpack(Uint8Array.from(bytes))).toThrow(new GenomeError(message));
  });

  it('give a strategy or a GenomeError, whatever the bytes', () => {
    fc.assert(
      fc.property(anyStrategy, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(), (g, place, byte, length) => {
        const bytes = pack(g);
        bytes[place % bytes.length] = byte;
        try {
          checkGenome(unpack(bytes.subarray(0, length % (2 * bytes.length))).genome);
        } catch (error) {
          expect(error).toBeInstanceOf(GenomeError);
        }
      }),
    );
  });
});
