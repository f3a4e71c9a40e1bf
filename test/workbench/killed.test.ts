import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import { openBench, small, temporaryFolder } from './bench.ts';
import { searchOf } from './searches.ts';

/** The default search; the others are killed less often, to the same end. */
const KILLS = 30;
const KILLS_OF_OTHERS = 3;
/** Milliseconds: thirty-odd programs are started, on a machine that may be busy with others. */
const LIMIT = 360_000;

/** Goes on with the run in a process of its own; tells the digest of each generation that it announced. */
function start(folder: string, experiment: Experiment) {
  const args = [join(import.meta.dirname, 'resumer.ts'), folder, JSON.stringify(experiment)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const announced = new Map<number, string>();
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [generation, digest] = line.split(' ');
    announced.set(Number(generation), digest!);
    for (const look of waiting) look();
  });
  const exited = once(child, 'exit');
  return {
    announced,
    exited,
    /** Resolves when it has announced so many, or ended. */
    async told(count: number) {
      const enough = Promise.withResolvers<void>();
      const look = () => announced.size >= count && enough.resolve();
      waiting.add(look);
      look();
      await Promise.race([enough.promise, exited]);
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** Those whose next generation needs more than a population, or something else of it; every search is stopped in algorithms.test.ts. */
const others = ['eaSimple with lexicase on weeks', 'muPlusLambda', 'steadyState', 'nsga3 with memory', 'islands', 'harmGp'];
const runs = [
  ['eaSimple', KILLS, experimentSchema.parse({ ...small, population: 16, generations: 400 })] as const,
  ...others.map(
    (name) => [name, KILLS_OF_OTHERS, experimentSchema.parse({ ...small, population: 16, generations: 40, ...searchOf(name) })] as const,
  ),
];

it.each(runs)(
  'a run of %s that is killed at %i random moments loses nothing, and ends as if nothing had been',
  {
    timeout: LIMIT,
  },
  async (_, kills, experiment) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'organism.sqlite');
    const announced = new Map<number, string>();
    for (let kill = 0; kill < kills; kill++) {
      const random = randomFor(2026, kill, 0, 'initialise');
      const process = start(folder.path, experiment);
      // A third of them while the program starts, the others between and within the transactions of generations.
      // Where starting takes no time they must not compute the whole run instead.
      if (kill % 3 === 0) await Promise.race([setTimeout(random.integer(0, 900)), process.told(3)]);
      else {
        await process.told(random.integer(1, 5));
        await setTimeout(random.float() * 12);
      }
      process.kill();
      await process.exited;
      for (const [generation, digest] of process.announced) {
        expect(announced.has(generation)).toBe(false);
        announced.set(generation, digest);
      }

      if (!existsSync(file)) continue;
      const db = new Database(file);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
      const store = openStore(file);
      const run = store.runs.find('1');
      expect([undefined, 'interrupted']).toContain(run?.state);
      const rows = store.generations.rows('1');
      expect(rows).toHaveLength((run?.generation ?? -1) + 1);
      for (const [generation, digest] of announced) expect(rows[generation]?.digest).toBe(digest);
      if (run && run.generation >= 0) expect(store.generations.read('1', run.generation).population).toHaveLength(16);
      store.close();
    }
    expect(announced.size).toBeGreaterThan(kills / 2);

    await using bench = openBench(folder.path);
    expect(bench.workbench.runs.get('1').generation).toBeLessThan(experiment.generations);
    await bench.workbench.runs.resume('1');
    const resumed = await bench.workbench.runs.ended('1');
    const { id } = await bench.workbench.runs.start(experiment);
    const whole = await bench.workbench.runs.ended(id);
    const digests = (run: string) => bench.workbench.records.logbook(run).map((row) => row.digest);
    expect(digests('1')).toStrictEqual(digests(id));
    expect(resumed).toMatchObject({
      state: 'finished',
      generation: experiment.generations,
      evaluations: whole.evaluations,
      distinct: whole.distinct,
    });
    expect(bench.workbench.records.hallOfFame('1')).toStrictEqual(bench.workbench.records.hallOfFame(id));
  },
);
