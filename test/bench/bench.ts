/** `npm run bench`: what README.md beside this file says, as a table and as out/bench/bench.json. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { equalPeriods } from '../../main/market/splits.ts';
import { print } from '../../main/strategy/print.ts';
import { clusterBench } from './cluster.ts';
import { computedBy } from './computed.ts';
import { kernelAlone } from './kernel-alone.ts';
import { profileMain } from './main-thread.ts';
import { inTurns, median } from './measure.ts';
import { compileNative, runPeers } from './native.ts';
import { type RealRun, realRuns } from './real-run.ts';
import { printRows, type Row } from './rows.ts';
import { bars, periods, texts } from './sp500.ts';
import { storeBench } from './store.ts';

const ROUNDS = 5;
const WARM_UP = 3;
const output = new URL('../../out/bench/', import.meta.url);
const rows: Row[] = [];
const row = (what: string, value: number, unit: string, ratio?: string) => rows.push({ what, value, unit, ...(ratio && { ratio }) });
const against = (value: number, other: number, name: string) => `${(value / other).toFixed(2)} × ${name}`;

const native = compileNative();
const notPresent = 'not measured: no C compiler';

/** Distinct strategies a second of the first run of a process. */
function firstRun(workers: number): number {
  const text = execFileSync(process.execPath, [new URL('real-run.ts', import.meta.url).pathname, `${workers}`], { encoding: 'utf8' });
  return (JSON.parse(text) as { rate: number }).rate;
}

// The kernel alone, on one thread, with native.c in turns.
const alone = await kernelAlone();
const nativeAlone = { one: () => native!(texts, periods, 1, 5), two: () => native!(texts, periods, 2, 5) };
const k = await inTurns(ROUNDS, { ...alone, ...(native ? nativeAlone : {}) } as typeof alone & typeof nativeAlone);
row('kernel alone, caches off, 1 thread', k.plain, 'evaluations/s', native ? against(k.plain, k.one, 'native.c, 1 thread') : notPresent);
row('kernel alone, caches on, 1 thread', k.shared, 'evaluations/s', native ? against(k.shared, k.one, 'native.c, 1 thread') : notPresent);
row('scalar oracle, 1 thread', k.scalar, 'evaluations/s', against(k.plain, k.scalar, 'slower than the kernel').replace(' × ', ' times '));
if (native) {
  row('native.c, 1 thread', k.one, 'evaluations/s');
  row('native.c, 2 threads', k.two, 'evaluations/s');
}

// Real runs, with the strategies of that same run through native.c in turns.
const runPeriods = equalPeriods(bars.length, 3);
const pools = { 1: await realRuns(1), 2: await realRuns(2) };
// The compiler of V8 has done its work after these.
for (const workers of [1, 2] as const) for (let round = 0; round < WARM_UP; round++) await pools[workers].run(1);
const runs: Record<1 | 2, RealRun[]> = { 1: [], 2: [] };
const firstRates: number[] = [];
const nativeRates: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  firstRates.push(firstRun(2));
  for (const workers of [1, 2] as const) runs[workers].push(await pools[workers].run(1));
  if (native) nativeRates.push(native(runs[2].at(-1)!.strategies.map(print), runPeriods, 2, 1));
}
const middle = (workers: 1 | 2, value: (run: RealRun) => number) => median(runs[workers].map(value));
const rate = middle(2, (run) => run.rate);
const nativeRate = native ? median(nativeRates) : 0;
const againstNative = (value: number) => (native ? against(value, nativeRate, 'native.c, 2 threads') : notPresent);
row('real run, distinct strategies, 2 workers', rate, 'strategies/s', againstNative(rate));
row(
  '  of the time spent in evaluation',
  middle(2, (run) => run.evaluationRate),
  'strategies/s',
);
row('  first run after the start of the program', median(firstRates), 'strategies/s', againstNative(median(firstRates)));
row(
  'real run, distinct strategies, 1 worker',
  middle(1, (run) => run.rate),
  'strategies/s',
);
if (native) row('native.c, 2 threads, strategies of that run', nativeRate, 'evaluations/s');
const count = async (workers: number) => computedBy(workers, runs[2].at(-1)!.strategies);
const all = await count(0);
row('columns and signals of that run, nothing shared', all, 'computed');
for (const workers of [1, 2, 8]) {
  const computed = await count(workers);
  row(`  ${workers} worker${workers > 1 ? 's' : ''}`, computed, 'computed', `${((100 * computed) / all).toFixed(1)} % of them`);
}
const share = (part: keyof RealRun['shares']) => 100 * middle(2, (run) => run.shares[part]);
row('share of time in which nothing is evaluated', share('waiting'), '%');
row('share of time in which a generation is stored', share('storage'), '%');
row('share of evaluation in which a worker has a chunk', 100 * middle(2, (run) => run.busy), '%');
row('processor time of the main thread', middle(2, (run) => run.mainThread / run.seconds) * 100, '% of the run');
row(
  'event loop delay in main, p99',
  middle(2, (run) => run.eventLoopDelay),
  'ms',
);

// What the main thread does in that time, from a run of its own under the profiler.
let spent: Readonly<Record<string, number>> = {};
const profiled = await pools[2].run(1, async (work) => {
  spent = await profileMain(work);
});
for (const workers of [1, 2] as const) await pools[workers].close();
for (const [part, seconds] of Object.entries(spent)) row(`  ${part}`, (100 * seconds) / profiled.seconds, '% of the run');

// What a quant would write, for the reference strategies and for some of that run, as native.c is given.
const some = runs[2]
  .at(-1)!
  .strategies.map(print)
  .filter((_, i, { length }) => i % Math.floor(length / texts.length) === 0);
for (const [whose, given, on] of [
  ['reference strategies', texts, periods],
  ['strategies of that run', some, runPeriods],
] as const) {
  const peers = runPeers(given, on);
  if (!peers) {
    row('peers.py', Number.NaN, '', 'not measured: no Python with DEAP, numpy and pandas');
    break;
  }
  for (const how of ['columns', 'windows'] as const)
    row(
      `peers.py, ${how}, ${whose}`,
      peers[how],
      'evaluations/s',
      against(rate, peers[how], 'slower than the run').replace(' × ', ' times '),
    );
}

// A million bars.
const million = (workers: number) => {
  const text = execFileSync(process.execPath, [new URL('million.ts', import.meta.url).pathname, `${workers}`], { encoding: 'utf8' });
  return JSON.parse(text) as { rate: number; resident: number };
};
const large = { 1: [] as ReturnType<typeof million>[], 2: [] as ReturnType<typeof million>[] };
for (let round = 0; round < 3; round++) for (const workers of [1, 2] as const) large[workers].push(million(workers));
const largeRate = (workers: 1 | 2) => median(large[workers].map((run) => run.rate));
const resident = (workers: 1 | 2) => median(large[workers].map((run) => run.resident));
row('1,000,000 bars, 1 worker', largeRate(1), 'evaluations/s');
row('1,000,000 bars, 2 workers', largeRate(2), 'evaluations/s', against(largeRate(2), largeRate(1), '1 worker'));
row('memory of the second worker there', resident(2) - resident(1), 'MiB');

// A long run on the disk, and back.
rows.push(...(await storeBench()));

// Worker processes of a cluster, on this machine.
const cluster = await clusterBench();
if (cluster) rows.push(...cluster);
else row('cluster', Number.NaN, '', 'not measured: no redis-server');

printRows(rows);
mkdirSync(output, { recursive: true });
const report = { date: new Date().toISOString(), processor: cpus()[0]!.model, cores: cpus().length, node: process.version, rows };
writeFileSync(new URL('bench.json', output), `${JSON.stringify(report, null, 2)}\n`);
