import { describe, expect, it } from 'vitest';
import { jsonLines, workplace } from './organism.ts';

const small = ['--population', '20', '--generations', '3'];

describe('organism queue', () => {
  const { organism } = workplace();

  it('lists what `run --queue` has put there, in an order that can be changed', () => {
    expect(organism('queue').stdout).toContain('Nothing is queued');
    expect(organism('run', '--queue', ...small).stdout).toMatch(/^run 1 is queued at place 1/);
    expect(organism('run', '--queue', '--seed', '2', ...small).stdout).toMatch(/^run 2 is queued at place 2/);
    expect(organism('run', '--queue', '--seed', '3', ...small).stdout).toMatch(/^run 3 is queued at place 3/);
    expect(organism('runs').stdout).toMatch(/^3\s+queued \(3\)\s+0\/3/m);
    expect(
      organism('queue', '--move', '3:1')
        .stdout.split('\n')
        .slice(1, 4)
        .map((line) => line.split(/\s+/).slice(0, 2)),
    ).toEqual([
      ['1', '3'],
      ['2', '1'],
      ['3', '2'],
    ]);
    expect(jsonLines(organism('queue', '--remove', '1', '--json').stdout)).toMatchObject([
      { id: '3', place: 1 },
      { id: '2', place: 2 },
    ]);
  });

  it('computes it, one run after the other', () => {
    const { status, stdout } = organism('queue', '--start');
    expect(status).toBe(0);
    expect([...stdout.matchAll(/^run (\d) finished/gm)].map((match) => match[1])).toEqual(['3', '2']);
    expect(organism('queue').stdout).toContain('Nothing is queued');
    expect(organism('runs').stdout).toMatch(/^1\s+stopped/m);
  });

  it('says what is wrong', () => {
    expect(organism('queue', '--add', '2')).toMatchObject({ status: 1, stderr: expect.stringContaining('Run 2 is finished') });
    expect(organism('queue', '--move', '1')).toMatchObject({ status: 2, stderr: expect.stringContaining('run:place') });
    expect(organism('queue', '--remove', '9')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no run 9') });
    expect(organism('run', '--queue', '--export', 'out')).toMatchObject({ status: 1, stderr: expect.stringContaining('--export') });
  });
});
