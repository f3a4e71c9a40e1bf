import { describe, expect, it } from 'vitest';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { algorithms as catalogue } from '../../main/evolution/catalogue.ts';
import { duplicates } from '../../main/evolution/distinct.ts';
import { updateHallOfFame } from '../../main/evolution/hall-of-fame.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import { createSelection } from '../../main/evolution/selection/registry.ts';
import type { EvolutionSettings } from '../../main/evolution/settings.ts';
import type { Toolbox } from '../../main/evolution/toolbox.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { type Genome, genome } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { collect, settings as defaults, evaluate, individual, score, toolbox as synthetic } from './synthetic.ts';

/** What a synthetic genome does: its first code, in tens. Ten behaviours, so that twins are everywhere. */
const behaviour = ({ codes }: Genome) => String(Math.floor(codes[0]! / 2));

const settings = (changes: Partial<EvolutionSettings> = {}) =>
  defaults({ weights: [1, -1, 1], crossover: 0.5, mutation: 0.4, deduplicate: 'behaviour', offspring: 30, generations: 6, ...changes });

const toolbox = (s: EvolutionSettings): Toolbox => ({
  ...synthetic(s),
  mutate: (random, g) => genome([random.integer(0, 99), ...g.codes.slice(1)], [random.float()]),
  survive: createSelection(s.survival ?? 'best', s),
  identity: behaviour,
});

const distinctShare = (population: readonly Individual[]) =>
  new Set(population.map((one) => behaviour(one.genome))).size / population.length;

describe('duplicates', () => {
  const named = (text: string, value: number): Individual => individual([value], text.charCodeAt(0));
  const identity = (g: Genome) => String.fromCharCode(g.codes[0]!);

  it('are all but the best, or the first of equals', () => {
    const children = [named('a', 1), named('b', 1), named('a', 1), named('a', 2), named('b', 0)];
    expect(duplicates([1], identity, children, [])).toEqual([0, 2, 4]);
    expect(duplicates([-1], identity, children, [])).toEqual([1, 2, 3]);
  });

  it('are those of somebody who stays, unless they are better', () => {
    const staying = [named('a', 1), named('b', 1)];
    expect(duplicates([1], identity, [named('a', 1), named('b', 2), named('c', 0)], staying)).toEqual([0]);
  });
});

describe.each(catalogue.map(({ name }) => name).filter((name) => name !== 'islands'))('without duplicates, %s', (name) => {
  it.each(['best', 'tournament', 'sus'] as const)('has nearly none (survival %s), and many with them', async (survival) => {
    const s = settings({ survival });
    const without = await collect(algorithms[name](s, toolbox(s), evaluate));
    for (const { population } of without) expect(distinctShare(population)).toBeGreaterThan(0.93);
    const { identity: _, ...any } = toolbox(s);
    const { deduplicate: __, ...allowed } = s;
    const last = (await collect(algorithms[name](allowed, any, evaluate))).at(-1)!;
    expect(distinctShare(last.population)).toBeLessThan(0.7);
  });

  it('counts what was evaluated on the way, and says by which operator twins were told apart', async () => {
    const s = settings();
    let asked = 0;
    const generations = await collect(
      algorithms[name](s, toolbox(s), async (genomes) => {
        asked += genomes.length;
        return genomes.map(score);
      }),
    );
    expect(generations.reduce((sum, { evaluations }) => sum + evaluations, 0)).toBe(asked);
    for (const { number, population } of generations) {
      for (const { operator, parents, fitness, genome: g } of population) {
        expect(fitness).toEqual(score(g));
        expect(parents).toHaveLength(number === 0 ? 0 : operator.startsWith('crossover') ? 2 : 1);
      }
    }
  });
});

it('a search that has nowhere to go ends all the same, and what cannot be told apart stays', async () => {
  const s = settings({ generations: 2 });
  const same: Toolbox = { ...toolbox(s), identity: () => 'same' };
  const generations = await collect(algorithms.eaSimple(s, same, evaluate));
  expect(generations.map(({ population }) => population.length)).toEqual([30, 30, 30]);
  expect(generations.every(({ hallOfFame }) => hallOfFame.length === 1)).toBe(true);
});

it('is nothing else than the run without it where nobody has a twin', async () => {
  const s = settings();
  let count = 0;
  const unique: Toolbox = { ...toolbox(s), identity: () => String(count++) };
  const { identity: _, ...plain } = toolbox(s);
  expect((await collect(algorithms.nsga2(s, unique, evaluate))).map((g) => g.population)).toEqual(
    (await collect(algorithms.nsga2(s, plain, evaluate))).map((g) => g.population),
  );
});

describe('the hall of fame', () => {
  const sized = (code: number, values: readonly number[]) => ({ genome: genome([code], []), fitness: values });

  it('gives the place of a twin to a better one, and keeps it from an equal', () => {
    const hall = updateHallOfFame([1, -1], 3, [], [sized(10, [5, 9]), sized(20, [4, 9])], behaviour);
    const after = updateHallOfFame([1, -1], 3, hall, [sized(11, [5, 7]), sized(21, [4, 9])], behaviour);
    expect(after.map(({ genome: g, fitness }) => [g.codes[0], ...fitness])).toEqual([
      [11, 5, 7],
      [20, 4, 9],
    ]);
  });

  it('does so when it is full, and keeps its order', () => {
    const hall = updateHallOfFame([1], 2, [], [sized(10, [3]), sized(20, [2])], behaviour);
    expect(updateHallOfFame([1], 2, hall, [sized(21, [9])], behaviour).map(({ fitness }) => fitness[0])).toEqual([9, 3]);
  });
});

describe('what the toolbox takes for one', () => {
  const set = dimensioned(100);
  const [a, b, c] = ['and(gt(high, low), gt(close, open))', 'and(gt(close, open), gt(high, low))', 'gt(close, open)'].map((text) =>
    parse(text, 100),
  );
  const equal = (deduplicate: 'genome' | 'structure' | 'behaviour', x: Genome, y: Genome) => {
    const { identity } = createToolbox(settings({ deduplicate }), set, undefined, ({ codes }) => codes[0]!);
    return identity!(x) === identity!(y);
  };

  it('are the same genomes, the same structures or the same behaviours', () => {
    expect(equal('genome', a!, b!)).toBe(false);
    expect(equal('genome', a!, parse('and(gt(high, low), gt(close, open))', 100))).toBe(true);
    expect(equal('structure', a!, b!)).toBe(true);
    expect(equal('structure', a!, c!)).toBe(false);
    expect(equal('behaviour', b!, c!)).toBe(true);
  });

  it('needs to know the behaviour', () => {
    expect(() => createToolbox(settings(), set)).toThrow('not known here');
    expect(createToolbox({ ...settings(), deduplicate: undefined! }, set).identity).toBeUndefined();
  });
});
