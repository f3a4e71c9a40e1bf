import { describe, expect, it } from 'vitest';
import { digest } from '../../main/evolution/digest.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { genome } from '../../main/strategy/genome.ts';

const individual = (codes: readonly number[], constants: readonly number[], fitness: Fitness): Individual => ({
  genome: genome(codes, constants),
  fitness,
  parents: [],
  operator: 'initialise',
});

const a = individual([4, 0, 64], [1.5], [0.25, 0.5, 0.75]);
const b = individual([1], [], [-999, 1, 0]);

describe('digest', () => {
  // hashlib.sha256 over struct.pack('<I3HI1dI3d', 3, 4, 0, 64, 1, 1.5, 3, .25, .5, .75) + struct.pack('<IHII3d', 1, 1, 0, 3, -999, 1, 0)
  it('is the SHA-256 of the packed population', () => {
    expect(digest({ population: [a, b] })).toBe('05bc8fffd88192854f285cdd0429b35eb5e60cab01ff64e0e3e3fa072714de9e');
  });

  it('changes with any bit of a genome or a fitness, and with the order', () => {
    const others = [
      [b, a],
      [a],
      [individual([4, 0, 65], [1.5], a.fitness), b],
      [individual([4, 0, 64], [1.5 + Number.EPSILON], a.fitness), b],
      [individual([4, 0, 64], [1.5], [0.25, 0.5, 0.75 + Number.EPSILON / 2]), b],
      [individual([4, 0], [1.5], a.fitness), b],
    ];
    const digests = [[a, b], ...others].map((population) => digest({ population }));
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('does not depend on how an individual came to be', () => {
    expect(digest({ population: [{ ...a, operator: 'mutation', parents: [3] }, b] })).toBe(digest({ population: [a, b] }));
  });
});
