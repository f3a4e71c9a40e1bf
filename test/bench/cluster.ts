/**
 * The cluster against the local pool on this machine, with a redis-server of its own: rates, the overhead of a chunk, what
 * a killed worker costs, and the time that a new host takes to get 100 MB of bars. Part of `npm run bench`, and alone:
 * `node test/bench/cluster.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cluster } from '../../main/evaluation/cluster/cluster.ts';
import { DataSetCache } from '../../main/evaluation/cluster/data-set-cache.ts';
import { dataSet, publish } from '../../main/evaluation/cluster/data-set-parts.ts';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { version } from '../../main/workbench/version.ts';
import { hasRedisServer, RedisServer, WorkerProcess } from '../evaluation/cluster/processes.ts';
import { inTurns, milliseconds } from './measure.ts';
import { printRows, type Row } from './rows.ts';
import { bars, periods, window } from './sp500.ts';

const workerFile = fileURLToPath(new URL('../../main/evaluation/worker.ts', import.meta.url));
const CHUNK = 50;
const ROUNDS = 9;

/** Different ones, as a first generation has them. */
const population = (count: number, seed: number): Genome[] => {
  const set = dimensioned(window);
  const limits = { maxHeight: 10, maxSize: 64, maxLookback: window };
  return Array.from({ length: count }, (_, slot) => halfAndHalf(randomFor(seed, 0, slot, 'initialise'), set, { min: 2, max: 6 }, limits));
};

/** Null where there is no redis-server. */
export async function clusterBench(): Promise<Row[] | null> {
  if (!hasRedisServer) return null;
  const redis = await RedisServer.start();
  const workers = await Promise.all([0, 1].map(() => WorkerProcess.start({ engine: redis.engine, workerFile })));
  let lost = 0;
  const onNotice = (message: string) => {
    if (message.includes('was lost')) lost ||= performance.now();
  };
  const cluster = new Cluster({ engine: redis.engine, version, minWorkers: 2, chunkTime: CHUNK, onNotice });
  const pool = new EvaluationPool({ workerFile, workers: 2 });
  const problem = { bars: shareBars(bars), periods, window };
  const [there, here] = [cluster.evaluator(problem), pool.evaluator(problem)];

  // As many as take about three seconds.
  const probe = population(4_000, 1);
  await here(probe.slice(0, 400));
  await there(probe);
  const rate = probe.length / (await milliseconds(() => here(probe)));
  const strategies = population(Math.round(3_000 * rate), 2);
  const before = (await cluster.counts()).parcels;
  const times = await inTurns(ROUNDS, {
    cluster: () => milliseconds(() => there(strategies)),
    pool: () => milliseconds(() => here(strategies)),
  });
  const chunks = ((await cluster.counts()).parcels - before) / ROUNDS;

  // One strategy is a chunk whose evaluation takes next to nothing: what is left is the way there and back.
  const one = strategies.slice(0, 1);
  const trip = await inTurns(40, { cluster: () => milliseconds(() => there(one)), pool: () => milliseconds(() => here(one)) });
  // Many chunks at a time, of one strategy each: what a chunk costs when all are busy.
  await Promise.all(Array.from({ length: 200 }, (_, i) => there(strategies.slice(i, i + 1))));
  const burst = await milliseconds(() => Promise.all(Array.from({ length: 400 }, (_, i) => there(strategies.slice(i, i + 1)))));

  // One of the two workers is killed a second into a call that takes about three.
  let killed = 0;
  setTimeout(() => {
    killed = performance.now();
    workers[0]!.signal('SIGKILL');
  }, 1_000);
  await there(strategies);
  const sentAgain = lost === 0 ? Number.NaN : lost - killed;
  await pool.close();
  await cluster.close();
  for (const worker of workers) await worker[Symbol.asyncDispose]();

  const bytes = new Uint8Array(new SharedArrayBuffer(Math.floor(1e8 / 48) * 48));
  for (let i = 0; i < bytes.length; i += 4_096) bytes[i] = i / 4_096;
  const client = redis.client();
  const hashing = performance.now();
  const set = await dataSet(bytes);
  const hashed = performance.now() - hashing;
  const put = await milliseconds(() => publish(client, set));
  const folder = mkdtempSync(join(tmpdir(), 'organism-bench-'));
  const get = await milliseconds(() => new DataSetCache(folder, client).bars(set.hash));
  const again = await milliseconds(() => new DataSetCache(folder, client).bars(set.hash));
  client.disconnect();
  rmSync(folder, { recursive: true });
  await redis[Symbol.asyncDispose]();

  const perSecond = (time: number) => (strategies.length * 1_000) / time;
  const ratio = `${(times.pool / times.cluster).toFixed(2)} × the local pool`;
  return [
    { what: 'local pool, 2 threads', value: perSecond(times.pool), unit: 'strategies/s' },
    { what: `2 worker processes, ${CHUNK} ms chunks`, value: perSecond(times.cluster), unit: 'strategies/s', ratio },
    { what: `  chunks a call of ${strategies.length} strategies`, value: chunks, unit: 'chunks' },
    { what: 'overhead of a lone chunk', value: trip.cluster - trip.pool, unit: 'ms' },
    { what: 'overhead of a chunk among many', value: burst / 400, unit: 'ms' },
    { what: 'killed worker: chunk sent again after', value: sentAgain, unit: 'ms' },
    { what: '100 MB of bars: hash', value: hashed, unit: 'ms' },
    { what: '  publish', value: put, unit: 'ms' },
    { what: '  fetch, verify and load at a new host', value: get, unit: 'ms' },
    { what: '  load from its cache', value: again, unit: 'ms' },
  ];
}

if (import.meta.main) {
  const rows = await clusterBench();
  if (rows) printRows(rows);
  else console.log('redis-server is not installed (Debian: apt-get install redis-server)');
}
