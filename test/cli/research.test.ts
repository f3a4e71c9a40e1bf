import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, workplace } from './organism.ts';

const tiny = { population: 16, generations: 3, hallOfFame: 3, seed: 2, minHeldBars: 1 };

describe('an experiment with periods beside training', () => {
  const { folder, organism } = workplace();
  const write = (name: string, experiment: object) => writeFileSync(join(folder, name), JSON.stringify({ ...tiny, ...experiment }));

  it('takes the periods that organism split prints, and shows validation beside training', () => {
    const split = organism('split', '--data', 'sp500', '--method', 'walkForward', '--runs', '5', '--out-of-sample', '0.25', '--use', '3');
    expect(split.status).toBe(0);
    const periods = JSON.parse(split.stdout) as Record<string, { name: string; start: number; end: number }[]>;
    expect(Object.keys(periods)).toStrictEqual(['periods', 'validation', 'holdout']);
    expect(periods.validation![0]!.name).toBe('validation of run 3');
    write('periods.json', periods);
    write('split.json', { split: { method: 'walkForward', runs: 5, outOfSample: 0.25, use: 3 } });

    const digests = ['periods.json', 'split.json'].map((file) => {
      const { status, stdout } = organism('run', file, '--json');
      expect(status).toBe(0);
      const rows = jsonLines(stdout);
      expect(rows.slice(0, 4).every((row) => (row.validation as number[]).length === 3)).toBe(true);
      return rows.at(-1)!.digest;
    });
    expect(digests[0]).toBe(digests[1]);

    const shown = organism('show', '1').stdout;
    expect(shown).toMatch(/^holdout sealed \(`organism holdout 1`\)$/m);
    expect(shown).toMatch(/training\s+validation/);
    expect(shown.match(/^\d+ *\t/gm)).toHaveLength(4 + 4);
    const wide = organism('show', '1', '--all-columns').stdout;
    for (const column of ['median', 'hypervolume', 'structure', 'validation', 'seconds']) expect(wide).toContain(column);
    expect(wide.match(/^\d+ *\t/gm)).toHaveLength(4);
  });

  it('opens its holdout once', () => {
    const first = organism('holdout', '1');
    expect(first.status).toBe(0);
    const [title, ...lines] = first.stdout.trimEnd().split('\n');
    expect(title).toMatch(/^holdout of run 1: opened \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, after generation 3$/);
    expect(lines).toHaveLength(3 * 4);
    const again = organism('holdout', '1').stdout.trimEnd().split('\n');
    expect(again).toStrictEqual([`${title}, and asked for 2 times in all`, ...lines]);
    expect(jsonLines(organism('holdout', '1', '--json').stdout)).toMatchObject([{ run: '1', openings: 3, generation: 3 }]);
    expect(organism('show', '1').stdout).toMatch(/^holdout opened .* UTC, after generation 3 /m);

    write('none.json', {});
    expect(organism('run', 'none.json').status).toBe(0);
    const none = organism('holdout', '3');
    expect(none.status).toBe(1);
    expect(none.stderr).toMatch(/^organism: Run 3 has no holdout: give an experiment a `split`/);
    expect(organism('show', '3').stdout).not.toMatch(/holdout|validation/);
  });

  it('is tuned the same way every time', () => {
    const tune = () => organism('tune', '1', '--top', '2', '--steps', '3', '--json').stdout;
    const tuned = jsonLines(tune());
    expect(tuned.map(({ rank }) => rank)).toStrictEqual([1, 2]);
    for (const { before, after } of tuned as unknown as { before: number[]; after: number[] }[]) {
      expect(after[0]).toBeGreaterThanOrEqual(before[0]!);
    }
    expect(jsonLines(tune())).toStrictEqual(tuned);
    expect(organism('tune', '1', '--steps', '1').stdout).toMatch(
      /^ {2}1 {2}before {2}sharpe .*\n.*\n {5}after {3}sharpe .*evaluations\)\n/,
    );
  });

  it('says what is wrong with a split', () => {
    const few = organism('split', '--data', 'sp500', '--method', 'kFold', '--window', '5000');
    expect(few.status).toBe(1);
    expect(few.stderr).toMatch(/^organism: .*take more bars, a smaller window/);
    expect(organism('split', '--data', 'sp500', '--holdout', '1').status).toBe(2);
    const foreign = organism('split', '--data', 'sp500', '--folds', '3');
    expect(foreign.stderr).toMatch(/unknown field folds/);
  });
});

describe('organism run --max-seconds', () => {
  const { organism } = workplace();
  const flags = ['--population', '20', '--generations', '4'];

  it('stops after a generation, and --resume goes on to the end of an uninterrupted run', () => {
    const limited = organism('run', ...flags, '--max-seconds', '0.000001');
    expect(limited.status).toBe(0);
    expect(limited.stdout).toMatch(/^`organism run --resume 1` goes on after generation 0$/m);
    const resumed = jsonLines(organism('run', '--resume', '1', '--json').stdout).at(-1)!;
    const whole = jsonLines(organism('run', ...flags, '--json').stdout).at(-1)!;
    expect(resumed).toMatchObject({ state: 'finished', digest: whole.digest });
    expect(organism('run', ...flags, '--max-seconds', '0').status).toBe(2);
  });
});

it('settings without effect are told in one line, of a fork too, and change nothing', () => {
  const { folder, organism } = workplace();
  const write = (name: string, experiment: object) => writeFileSync(join(folder, name), JSON.stringify(experiment));
  write('plain.json', tiny);
  write('idle.json', { ...tiny, epsilon: 0.2, islands: { count: 4 } });
  const [plain, idle] = ['plain.json', 'idle.json'].map((file) => organism('run', file, '--json'));
  expect(plain!.stderr).not.toContain('note:');
  expect(idle!.stderr.match(/^note: .*$/gm)).toEqual([
    'note: without effect here: epsilon (only the selection epsilonLexicase looks at it); islands (only the algorithm islands looks at it)',
  ]);
  expect(jsonLines(idle!.stdout).at(-1)!.digest).toBe(jsonLines(plain!.stdout).at(-1)!.digest);
  write('changes.json', { algorithm: 'islands', epsilon: null, generations: 12 });
  const fork = organism('fork', '2', 'changes.json', '--generation', '1');
  expect(fork.status).toBe(0);
  expect(fork.stderr).not.toContain('without effect');
  write('changes.json', { elitism: 1, algorithm: 'nsga2' });
  expect(organism('fork', '1', 'changes.json', '--generation', '1').stderr).toContain('note: without effect here: elitism (');
});
