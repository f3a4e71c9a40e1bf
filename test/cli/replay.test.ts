import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, launcher, workplace } from './organism.ts';

const small = ['--population', '24', '--generations', '8', '--seed', '5'];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const digests = (text: string) => jsonLines(text).flatMap((line) => ('generation' in line && 'digest' in line ? [line.digest] : []));

const { folder, database, environment, organism } = workplace();

/** Starts an endless run and kills it when some of its generations are stored. */
async function killedRun(generations: number): Promise<void> {
  const args = ['run', '--population', '24', '--generations', String(generations), '--seed', '5', '--json'];
  const child = spawn(process.execPath, [launcher, ...args], { cwd: folder, env: environment });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > 3) child.kill('SIGKILL');
  });
  await once(child, 'exit');
}

beforeAll(() => {
  expect(organism('run', ...small).status).toBe(0);
});

describe('organism verify', () => {
  it('ends with a line that says that all generations are identical, with any number of workers', () => {
    for (const workers of ['1', '3']) {
      const { status, stdout } = organism('verify', '1', '--workers', workers);
      expect(lastLine(stdout)).toBe('run 1 verified: 9 generations, identical');
      expect(status).toBe(0);
    }
    expect(jsonLines(organism('verify', '1', '--json').stdout)).toStrictEqual([{ run: '1', identical: 9, difference: null, notes: [] }]);
  });

  it('names the first generation that differs and ends with 1', () => {
    expect(organism('run', ...small, '--db', 'changed.sqlite').status).toBe(0);
    const db = new Database(join(folder, 'changed.sqlite'));
    db.exec("UPDATE generations SET row = json_set(row, '$.digest', 'abc') WHERE number = 6; UPDATE chapters SET engine = '0.0.1'");
    db.close();
    const { status, stdout } = organism('verify', '1', '--db', 'changed.sqlite');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^note: computed by Organism 0\.0\.1 from generation 0 on; this is /);
    expect(lastLine(stdout)).toMatch(/^run 1 differs in generation 6: its digest was abc, computed again it is [0-9a-f]{64}$/);
  });

  it('says that there is no such run', () => {
    expect(organism('verify', '99')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('There is no run 99') });
  });
});

describe('organism run --resume', () => {
  it('goes on after kill -9 and prints what an uninterrupted run prints', async () => {
    await killedRun(400);
    const before = jsonLines(organism('runs', '--json').stdout)[0] as { id: string; state: string; generation: number };
    expect(before.state).toBe('interrupted');
    expect(before.generation).toBeLessThan(400);
    const resumed = organism('run', '--resume', before.id, '--workers', '1', '--json');
    expect(resumed.status).toBe(0);
    const whole = organism('run', '--population', '24', '--generations', '400', '--seed', '5', '--json');
    expect(digests(resumed.stdout)).toHaveLength(401);
    expect(digests(resumed.stdout)).toStrictEqual(digests(whole.stdout));
    const last = (text: string) => jsonLines(text).at(-1)!;
    for (const name of ['digest', 'evaluations', 'distinct', 'best', 'state']) {
      expect(last(resumed.stdout)[name]).toStrictEqual(last(whole.stdout)[name]);
    }
    expect(last(resumed.stdout).run).toBe(before.id);
  });

  it.each([
    [['--resume', '1'], /Run 1 is finished.*`organism fork 1 --generation 8 --generations N`/],
    [['--resume', '1', '--generations', '50'], /leave out --generations.*organism fork/],
    [['--resume', '1', 'experiment.json', '--seed', '2', '--data', 'x'], /leave out experiment\.json, --data, --seed/],
    [['--resume', '77'], /There is no run 77/],
  ])('%j is refused in a line', (args, message) => {
    const { status, stdout, stderr } = organism('run', ...args);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('organism fork and compare', () => {
  it('goes on from a generation with other settings, and shows the two runs side by side', () => {
    writeFileSync(join(folder, 'changes.json'), JSON.stringify({ mutation: 0.6 }));
    const forked = organism('fork', '1', 'changes.json', '--generation', '4', '--seed', '6', '--name', 'Other way', '--json');
    expect(forked.stderr).toBe('');
    expect(forked.status).toBe(0);
    const id = String(jsonLines(forked.stdout).at(-1)?.run);
    const own = digests(organism('show', '1', '--json').stdout);
    expect(digests(forked.stdout).slice(0, 5)).toStrictEqual(own.slice(0, 5));
    expect(digests(forked.stdout)[5]).not.toBe(own[5]);
    expect(organism('show', id).stdout).toContain('fork of run 1 at generation 4');
    expect(organism('runs').stdout).toContain('Other way (fork of 1 at 4)');
    expect(lastLine(organism('verify', id).stdout)).toBe(`run ${id} verified: 9 generations, identical`);

    const { stdout, status } = organism('compare', '1', id);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^mutation +0\.2 +0\.6$/m);
    expect(stdout).toMatch(/^seed +5 +6$/m);
    expect(stdout).toMatch(new RegExp(`^gen +best sharpe 1 +${id} +mean sharpe 1`, 'm'));
    expect(stdout.match(/^\d +\d+\.\d{6}/gm)).toHaveLength(9);
    expect(lastLine(stdout)).toBe('identical up to generation 4, then different');
    expect(jsonLines(organism('compare', '1', id, '--json').stdout)[0]).toMatchObject({ firstDifference: 5 });
  });

  it.each([
    [['1'], /--generation/],
    [['1', '--generation', '9'], /no generation 9: its last is 8/],
    [['1', '--generation', '4', '--generations', '4'], /needs more generations/],
    [['1', 'nowhere.json', '--generation', '4'], /nowhere\.json/],
  ])('fork %j is refused in a line', (args, message) => {
    const { status, stderr } = organism('fork', ...args);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('organism show --lineage', () => {
  it('goes back to generation 0 with operators, changed subtrees and fitnesses', () => {
    const { stdout, status } = organism('show', '1', '--lineage', '8:3');
    expect(status).toBe(0);
    expect(stdout.match(/^generation \d, slot \d+: /gm)).toHaveLength(9);
    expect(stdout).toMatch(/^generation 0, slot \d+: initialise$/m);
    expect(stdout).toMatch(/ {2}→ {2}/);
    expect(lastLine(stdout)).toMatch(/^\d+ ancestors back to generation 0$/);
    expect(jsonLines(organism('show', '1', '--lineage', '8:3', '--json').stdout)[0]).toMatchObject({
      line: expect.arrayContaining([expect.objectContaining({ generation: 0, operator: 'initialise' })]),
    });
    expect(organism('show', '1', '--lineage', '8').stderr).toMatch(/--lineage.*generation:slot/);
    expect(organism('show', '1', '--lineage', '8:24').stderr).toMatch(/slots 0 to 23, not 24/);
  });
});

describe('the line that reproduces a failure', () => {
  it('works when it is pasted, and confirms the fitness of its strategy', () => {
    const db = new Database(database);
    const [{ strategy, fitness }] = jsonLines(organism('show', '1', '--json').stdout).filter((line) => line.rank === 1) as [
      { strategy: string; fitness: number[] },
    ];
    db.prepare("INSERT INTO failures (run, strategy, reason, generation, quarantined) VALUES (1, ?, 'timeout, twice: too long', 3, 1)").run(
      strategy,
    );
    db.close();
    const shown = organism('show', '1').stdout;
    expect(shown).toContain(`in quarantine: timeout, twice: too long: ${strategy}`);
    const line = /^ {2}(echo .*)$/m.exec(shown)![1]!;

    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'organism'), `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`);
    chmodSync(join(bin, 'organism'), 0o755);
    const { ORGANISM_DB: _, ...rest } = environment;
    const env = { ...rest, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const pasted = spawnSync('sh', ['-c', `${line} --json`], { cwd: bin, env, encoding: 'utf8' });
    expect(pasted.stderr).toBe('');
    expect(jsonLines(pasted.stdout)).toStrictEqual([{ strategy, fitness }]);
  });
});
