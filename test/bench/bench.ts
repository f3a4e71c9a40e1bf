/** `npm run bench`: what README.md beside this file says, as a table and as out/bench/bench.json. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { equalPeriods } from '../../main/market/splits.ts';
import { print } from '../../main/strategy/print.ts';
import { kernelAlone } from './kernel-alone.ts';
import { inTurns, median } from './measure.ts';
import { compileNative, runPeers } from './native.ts';
import { type RealRun, realRun } from './real-run.ts';
import { bars, periods, texts } from './sp500.ts';

const ROUNDS = 5;
const output = new URL('../../out/bench/', import.meta.url);
const rows: { what: string; value: number; unit: string; ratio?: string }[] = [];
const row = (what: string, value: number, unit: string, ratio?: string) => rows.push({ what, value, unit, ...(ratio && { ratio }) });
const against = (value: number, other: number, name: string) => `${(value / other).toFixed(2)} × ${name}`;

const native = compileNative();
const notPresent = 'not measured: no C compiler';

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

// A real run, with the strategies of that same run through native.c in turns.
const runPeriods = equalPeriods(bars.length, 3);
const runs: Record<1 | 2, RealRun[]> = { 1: [], 2: [] };
const nativeRates: number[] = [];
for (let round = 0; round < 3; round++) {
  for (const workers of [1, 2] as const) runs[workers].push(await realRun(workers, 1));
  if (native) nativeRates.push(native(runs[2].at(-1)!.strategies.map(print), runPeriods, 2, 1));
}
const middle = (workers: 1 | 2, value: (run: RealRun) => number) => median(runs[workers].map(value));
const rate = middle(2, (run) => run.rate);
const nativeRate = native ? median(nativeRates) : 0;
row(
  'real run, distinct strategies, 2 workers',
  rate,
  'strategies/s',
  native ? against(rate, nativeRate, 'native.c, 2 threads') : notPresent,
);
row(
  '  of the time spent in evaluation',
  middle(2, (run) => run.evaluationRate),
  'strategies/s',
);
row(
  'real run, distinct strategies, 1 worker',
  middle(1, (run) => run.rate),
  'strategies/s',
);
if (native) row('native.c, 2 threads, strategies of that run', nativeRate, 'evaluations/s');
const share = (part: keyof RealRun['shares']) => 100 * middle(2, (run) => run.shares[part]);
row('share of time in which nothing is evaluated', share('waiting'), '%');
row('share of time in which a generation is stored', share('storage'), '%');
row('processor time of the main thread', middle(2, (run) => run.mainThread / run.seconds) * 100, '% of the run');
row(
  'event loop delay in main, p99',
  middle(2, (run) => run.eventLoopDelay),
  'ms',
);

const peers = runPeers(texts, periods);
if (peers) {
  row(
    'peers.py, columns, 2 processes',
    peers.columns,
    'evaluations/s',
    against(rate, peers.columns, 'slower than the run').replace(' × ', ' times '),
  );
  row(
    'peers.py, windows, 2 processes',
    peers.windows,
    'evaluations/s',
    against(rate, peers.windows, 'slower than the run').replace(' × ', ' times '),
  );
} else row('peers.py', Number.NaN, '', 'not measured: no Python with DEAP, numpy and pandas');

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

const number = (value: number) => (Number.isNaN(value) ? '' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 }));
for (const { what, value, unit, ratio = '' } of rows)
  console.log(`${what.padEnd(46)} ${number(value).padStart(10)} ${unit.padEnd(14)} ${ratio}`);
mkdirSync(output, { recursive: true });
const report = { date: new Date().toISOString(), processor: cpus()[0]!.model, cores: cpus().length, node: process.version, rows };
writeFileSync(new URL('bench.json', output), `${JSON.stringify(report, null, 2)}\n`);
