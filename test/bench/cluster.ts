/**
 * The cluster against the local pool on this machine, with a redis-server of its own: `node test/bench/cluster.ts` prints
 * rates, the overhead of a chunk and the time that a new host takes to get 100 MB of bars. Each measured in turns.
 */
import { mkdtempSync } from 'node:fs';
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
import { RedisServer, WorkerProcess } from '../evaluation/cluster/processes.ts';
import { inTurns, milliseconds } from './measure.ts';
import { bars, periods, window } from './sp500.ts';

const workerFile = fileURLToPath(new URL('../../main/evaluation/worker.ts', import.meta.url));
const CHUNK = 50;
const ROUNDS = 5;

/** Different ones, as a first generation has them. */
const population = (count: number, seed: number): Genome[] => {
  const set = dimensioned(window);
  const limits = { maxHeight: 10, maxSize: 64, maxLookback: window };
  return Array.from({ length: count }, (_, slot) => halfAndHalf(randomFor(seed, 0, slot, 'initialise'), set, { min: 2, max: 6 }, limits));
};

const redis = await RedisServer.start();
const workers = await Promise.all([0, 1].map(() => WorkerProcess.start({ engine: redis.engine, workerFile })));
const cluster = new Cluster({ engine: redis.engine, version, minWorkers: 2, chunkTime: CHUNK });
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
const counts = await cluster.counts();
await Promise.all(Array.from({ length: 200 }, (_, i) => there(strategies.slice(i, i + 1))));
const burst = await milliseconds(() => Promise.all(Array.from({ length: 400 }, (_, i) => there(strategies.slice(i, i + 1)))));
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
await redis[Symbol.asyncDispose]();

const ms = (time: number) => `${time.toFixed(1)} ms`;
const perSecond = (time: number) => `${Math.round((strategies.length * 1_000) / time).toLocaleString('en')} strategies/s`;
console.log(`local pool, 2 threads                ${perSecond(times.pool)}`);
console.log(
  `2 worker processes, ${CHUNK} ms chunks      ${perSecond(times.cluster)}, ${(times.pool / times.cluster).toFixed(2)} of the local pool`,
);
console.log(`chunks                               ${chunks.toFixed(0)} a call of ${strategies.length} strategies`);
console.log(`overhead of a lone chunk             ${ms(trip.cluster - trip.pool)} (there and back ${ms(trip.cluster)})`);
console.log(`a chunk among many                   ${ms(burst / 400)} (${Math.round(400_000 / burst)} chunks/s)`);
console.log(`100 MB: hash ${ms(hashed)}, publish ${ms(put)}, fetch, verify and load ${ms(get)}, load from the cache ${ms(again)}`);
console.log(`sent again: ${counts.resentSlow} slow, ${counts.resentLost} lost, ${counts.late} late answers`);
