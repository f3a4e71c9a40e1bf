import { describe, expect, it } from 'vitest';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { digest } from '../../main/evolution/digest.ts';
import { defaultSettings, type EvolutionSettings } from '../../main/evolution/settings.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { size } from '../../main/strategy/genome.ts';
import { collect } from './synthetic.ts';

const base: EvolutionSettings = { ...defaultSettings, population: 40, generations: 6, seed: 7 };

// Runs that were stored have to be the runs that are computed: if a digest changes here, `organism verify` fails for
// every run made before, so a change of behaviour needs a new setting whose absence means the old one.
describe('the runs of the first release', () => {
  it.each([
    ['dimensioned', dimensioned(100), 'a7b801c3062737670d8592127ae86a375f940aa44a1e29fce520713ecd606bbe'],
    ['free', free(100), 'bc5109fc4cd8c9289688a10fa938a62d982aba85b1a016f41f446ef733708cb5'],
  ] as const)('are the same to the last bit, %s set', async (_, set, expected) => {
    const evaluate = async (genomes: readonly Parameters<typeof size>[0][]) =>
      genomes.map((g) => [-Math.abs(size(g) - 20), g.codes[0]! % 7, g.constants[0] ?? 0]);
    const generations = await collect(algorithms.eaSimple(base, createToolbox(base, set), evaluate));
    expect(digest(generations.at(-1)!)).toBe(expected);
  });
});
