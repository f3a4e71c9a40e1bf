import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, workplace } from './organism.ts';

describe('organism databank', () => {
  const { folder, organism } = workplace();
  const list = (...flags: string[]) =>
    jsonLines(organism('databank', 'list', '--json', ...flags).stdout) as { id: number; training: { sharpe: number } }[];

  it('lists, filters and sorts what finished runs have left', () => {
    expect(organism('databank').stdout).toContain('Nothing is kept');
    expect(organism('run', '--population', '30', '--generations', '4', '--seed', '2').status).toBe(0);
    const all = list('--sort', 'sharpe');
    expect(all).toHaveLength(10);
    const sharpes = all.map(({ training }) => training.sharpe);
    expect(sharpes).toEqual(sharpes.toSorted((a, b) => b - a));
    expect(list('--min', `sharpe=${sharpes[3]}`).map(({ id }) => id)).toEqual(expect.arrayContaining(all.slice(0, 4).map(({ id }) => id)));
    expect(list('--max', `sharpe=${sharpes[9]! - 1}`)).toEqual([]);
    expect(organism('databank').stdout).toMatch(/^entry\s+pinned\s+run/);
  });

  it('pins, tags, notes, removes and restores', () => {
    const rule = 'gt(close, sma(close, 20))';
    expect(organism('databank', 'pin', '--run', '1', '--strategy', rule).stdout).toBe('pinned as entry 11\n');
    expect(organism('databank', 'tag', '11', '1', '--add', 'trend').status).toBe(0);
    expect(organism('databank', 'note', '11', '--text', 'textbook').status).toBe(0);
    expect(list('--tag', 'trend').map(({ id }) => id)).toEqual([11, 1]);
    expect(list('--pinned', '--text', 'textbook')).toMatchObject([{ id: 11, strategy: rule, note: 'textbook' }]);
    expect(organism('databank', 'remove', '11').stdout).toContain('restore 11');
    expect(list('--tag', 'trend').map(({ id }) => id)).toEqual([1]);
    expect(organism('databank', 'restore', '11').status).toBe(0);
    expect(organism('databank', 'unpin', '11').status).toBe(0);
    expect(list('--pinned')).toEqual([]);
  });

  it('writes files of those that are named or pass, also when their run is gone', () => {
    const written = organism(
      'databank',
      'export',
      '11',
      '1',
      '--format',
      'csv',
      '--separator',
      'semicolon',
      '--no-periods',
      '--out',
      'out',
    );
    expect(written.stdout).toBe(`wrote ${join(folder, 'out/strategies.csv')}\n`);
    const lines = readFileSync(join(folder, 'out/strategies.csv'), 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('rank;sharpe;maxDrawdown;winRate;size;height;lookback;strategy');
    expect(lines).toHaveLength(3);
    expect(organism('databank', 'export', '--tag', 'trend', '--format', 'json', '--compact', '--out', 'out').status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out/strategies.json'), 'utf8')).strategies).toHaveLength(2);
    expect(organism('export', '1', '--top', '2', '--format', 'trades', '--out', 'out').stdout).toContain('trades.csv');
  });

  it.each([
    [['databank', 'list', '--min', 'luck=3'], 2, /The metrics are sharpe/],
    [['databank', 'list', '--min', 'sharpe'], 2, /metric=value/],
    [['databank', 'tag', '1'], 2, /--add or --remove/],
    [['databank', 'tag', 'one', '--add', 'x'], 2, /numbers of entries/],
    [['databank', 'pin'], 2, /--run and --strategy/],
    [['databank', 'pin', '--run', '1'], 2, /belong together/],
    [['databank', 'pin', '--run', '1', '--strategy', 'gt(close)'], 1, /column 1: gt expects/],
    [['databank', 'remove', '99'], 1, /no entry 99 .*databank list/],
    [['databank', 'restore', '99'], 1, /cannot be restored/],
  ] as const)('says what is wrong with %j', (args, status, message) => {
    const result = organism(...args);
    expect(result.status).toBe(status);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
