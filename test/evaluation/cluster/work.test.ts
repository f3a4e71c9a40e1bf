import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHostfile } from '../../../main/evaluation/cluster/hostfile.ts';
import { commandOf } from '../../../main/evaluation/cluster/launch.ts';
import { decodeFitnesses, decodeGenomes, encodeFitnesses, encodeGenomes } from '../../../main/evaluation/cluster/wire.ts';
import { Speeds, Work } from '../../../main/evaluation/cluster/work.ts';
import { genomeKey, size } from '../../../main/strategy/genome.ts';
import { sp500 } from '../../backtest/reference.ts';
import { genomesOf } from '../problems.ts';

const genomes = genomesOf(sp500);

describe('what travels', () => {
  it('genomes and fitnesses arrive as they were, to the last bit', () => {
    expect(decodeGenomes(encodeGenomes(genomes)).map(genomeKey)).toEqual(genomes.map(genomeKey));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double(), fc.double()), { minLength: 1 }), (fitnesses) => {
        expect(decodeFitnesses({ done: fitnesses.length, values: encodeFitnesses(fitnesses) })).toEqual(fitnesses);
      }),
    );
  });
});

describe('the division of work', () => {
  const cutAll = (work: Work, slots: number) => {
    const chunks: number[][] = [];
    while (!work.empty) chunks.push(work.cut(slots));
    return chunks;
  };

  it('gives every strategy to exactly one chunk, long ones first, and shorter chunks to the end', () => {
    const speeds = new Speeds(5_000);
    speeds.learn('a', [10], 14);
    const many = Array.from({ length: 20 }, () => genomes).flat();
    const chunks = cutAll(new Work(many, speeds), 4);
    expect(chunks.flat().toSorted((a, b) => a - b)).toEqual([...many.keys()]);
    const sizes = chunks.flat().map((place) => size(many[place]!));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const times = chunks.map((chunk) => chunk.reduce((sum, place) => sum + speeds.estimate(size(many[place]!)), 0));
    expect(Math.max(...times)).toBeLessThanOrEqual(100);
    expect(times.at(-2)!).toBeLessThanOrEqual(25);
  });

  it('keeps chunks between 50 and 200 ms on all hosts when one of them is four times as fast', () => {
    const speeds = new Speeds(5_000);
    speeds.learn('slow', [10], 14);
    speeds.learn('fast', [10], 3.5);
    const many = Array.from({ length: 100 }, () => genomes).flat();
    const work = new Work(many, speeds);
    const time = (perNode: number, chunk: readonly number[]) => chunk.reduce((sum, place) => sum + (size(many[place]!) + 4) * perNode, 0);
    for (let i = 0; i < 20; i++) {
      const chunk = work.cut(4);
      expect(time(1, chunk)).toBeLessThanOrEqual(200);
      // Less only because the next strategy, of up to 16 ms there, did not fit any more.
      expect(time(0.25, chunk)).toBeGreaterThan(34);
    }
  });

  it('takes back what a slow host has not done', () => {
    const work = new Work(genomes.slice(0, 4), new Speeds(100));
    const all = cutAll(work, 1).flat();
    work.putBack(all.slice(2));
    expect(work.empty).toBe(false);
    expect(cutAll(work, 1).flat().toSorted()).toEqual(all.slice(2).toSorted());
  });
});

describe('hostfiles', () => {
  it('name hosts with slots, ssh and folder', () => {
    const text = '# the lab\n127.0.0.1 slots=2\n\nnode-a slots=16 ssh=organism@node-a cwd=/opt/organism # fast\nnode-b slots=auto';
    expect(parseHostfile(text, 'hosts.txt')).toEqual([
      { host: '127.0.0.1', slots: 2 },
      { host: 'node-a', slots: 16, ssh: 'organism@node-a', cwd: '/opt/organism' },
      { host: 'node-b' },
    ]);
  });

  it.each([
    ['', /hosts\.txt names no host/],
    ['a\nb slots=many', /hosts\.txt, line 2: slots=many/],
    ['-oProxyCommand=x', /line 1: .* is no name/],
    ['a ssh=-oProxyCommand=x', /line 1: ssh=/],
  ])('%j is refused with the line', (text, message) => {
    expect(() => parseHostfile(text, 'hosts.txt')).toThrow(message);
  });

  it('start workers on this machine directly and elsewhere over ssh, and never with the password on the command line', () => {
    const engine = { url: 'redis://me:secret@broker:6379', pool: 'lab', password: 'secret' };
    const command = ['node', 'organism.js'];
    const here = commandOf({ host: 'localhost', slots: 2 }, { engine, command });
    expect(here).toEqual([
      'node',
      'organism.js',
      'worker',
      '--supervised',
      '--engine',
      'redis://me@broker:6379',
      '--pool',
      'lab',
      '--slots',
      '2',
    ]);
    const there = commandOf({ host: 'node-a', ssh: 'me@node-a', cwd: "/opt/it's here" }, { engine, command });
    expect(there.slice(0, 2)).toEqual(['ssh', '-T']);
    expect(there.at(-2)).toBe('me@node-a');
    expect(there.at(-1)).toBe(
      `cd '/opt/it'\\''s here' && npx --no-install organism worker --supervised --engine redis://me@broker:6379 --pool lab --slots auto`,
    );
    expect([...here, ...there].join(' ')).not.toContain('secret');
  });
});
