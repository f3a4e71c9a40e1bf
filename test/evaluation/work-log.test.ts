import { afterEach, describe, expect, it } from 'vitest';
import { EvaluationPool, type PoolOptions } from '../../main/evaluation/pool.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { type WorkerChunk, WorkLog } from '../../main/evaluation/work-log.ts';
import { parse } from '../../main/strategy/parse.ts';
import { flatSpans } from '../backtest/reference.ts';
import { strategyWith } from './faults.ts';
import { faultyWorkerFile, flatSpansProblem, genomesOf, workerFile } from './problems.ts';

const pools: EvaluationPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function watched(options: Partial<PoolOptions>) {
  const log = new WorkLog();
  const names = Array.from({ length: options.workers! }, (_, i) => `Worker ${i + 1}`);
  const pool = new EvaluationPool({ workerFile, ...options, observer: log.threads('', names) });
  pools.push(pool);
  return { log, pool };
}

const byLane = (chunks: readonly WorkerChunk[]) => Map.groupBy(chunks, ({ lane }) => lane);

describe('threads', () => {
  it('are shown with every chunk they had, one at a time each, and give what they give unobserved', async () => {
    const { log, pool } = watched({ workers: 2, chunkTime: 2 });
    const before = log.view(0).now;
    const genomes = genomesOf(flatSpans, 100);
    expect(await pool.evaluator(flatSpansProblem)(genomes)).toEqual(await serialEvaluator(flatSpansProblem)(genomes));
    const { now, lanes, chunks } = log.view(0);
    expect(lanes).toEqual([
      { id: '0', name: 'Worker 1' },
      { id: '1', name: 'Worker 2' },
    ]);
    expect(chunks.reduce((sum, { strategies }) => sum + strategies, 0)).toBe(100);
    for (const of of byLane(chunks).values()) {
      const ordered = of.toSorted((a, b) => a.start - b.start);
      for (const [i, { start, end }] of ordered.entries()) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end!).toBeGreaterThanOrEqual(start);
        expect(ordered[i + 1]?.start ?? now).toBeGreaterThanOrEqual(end!);
      }
    }
    const last = Math.max(...chunks.map(({ end }) => end!));
    expect(log.view(last).chunks).toEqual([]);
  });

  it('show what they have in hand, and keep their lanes when they are lost over it', async () => {
    const { log, pool } = watched({ workers: 2, workerFile: faultyWorkerFile, timeLimit: 1_000 });
    const evaluated = pool.evaluator(flatSpansProblem)([parse(strategyWith('hang')), ...genomesOf(flatSpans, 20)]);
    await expect
      .poll(() => log.view(0).chunks.filter(({ end }) => end === null).length, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(0);
    await evaluated;
    const { chunks, lanes } = log.view(0);
    expect(chunks.every(({ end }) => end !== null)).toBe(true);
    expect(Math.max(...chunks.map(({ start, end }) => end! - start))).toBeGreaterThan(900);
    expect(lanes).toHaveLength(2);
    // The thread in place of the one that was lost.
    await pool.evaluator(flatSpansProblem)(genomesOf(flatSpans, 60));
    for (const { lane } of log.view(0).chunks) expect(['0', '1']).toContain(lane);
  });
});

describe('hosts', () => {
  it('get a lane for each chunk that they have beside others', () => {
    const log = new WorkLog();
    log.hosts.cameBack('node-a', '1', 10, 100);
    log.hosts.cameBack('node-a', '2', 20, 100);
    log.hosts.cameBack('node-b', '3', 30, 50);
    const { lanes, chunks } = log.view(0);
    expect(lanes.map(({ name }) => name)).toEqual(['node-a', 'node-a, 2', 'node-b']);
    expect(chunks.map(({ lane, strategies }) => [lane, strategies])).toEqual([
      ['node-a/1', 10],
      ['node-a/2', 20],
      ['node-b/1', 30],
    ]);
  });

  it('show what they have in hand in the lane in which it ends, once', () => {
    const log = new WorkLog();
    log.hosts.inHand('node-a', 2, [
      { id: '1', strategies: 10, since: 100 },
      { id: '2', strategies: 20, since: 50 },
    ]);
    const held = log.view(0);
    expect(held.chunks.map(({ lane, end, strategies }) => [lane, end, strategies])).toEqual([
      ['node-a/1', null, 10],
      ['node-a/2', null, 20],
    ]);
    expect(held.now - held.chunks[0]!.start).toBeGreaterThanOrEqual(100);
    log.hosts.cameBack('node-a', '2', 20, 60);
    // Said before it came back, heard after it.
    log.hosts.inHand('node-a', 2, [{ id: '2', strategies: 20, since: 55 }]);
    log.hosts.cameBack('node-a', '1', 10, 120);
    log.hosts.inHand('node-a', 2, []);
    expect(log.view(0).chunks.map(({ lane, end, strategies }) => [lane, end === null, strategies])).toEqual([
      ['node-a/2', false, 20],
      ['node-a/1', false, 10],
    ]);
  });

  it('end what a host no longer has in hand and never gave back', async () => {
    const log = new WorkLog();
    log.hosts.inHand('node-a', 2, [{ id: '1', strategies: 10, since: 0 }]);
    log.hosts.inHand('node-a', 2, []);
    await expect.poll(() => log.view(0).chunks.map(({ end }) => end === null)).toEqual([false]);
    expect(log.view(0).chunks).toHaveLength(1);
  });

  it('keep to the lanes of their slots when ends are heard of late', async () => {
    const log = new WorkLog();
    log.hosts.inHand('node-a', 1, [{ id: '1', strategies: 10, since: 200 }]);
    log.hosts.inHand('node-a', 1, [{ id: '2', strategies: 20, since: 100 }]);
    log.hosts.cameBack('node-a', '1', 10, 100);
    log.hosts.cameBack('node-a', '2', 20, 100);
    log.hosts.cameBack('node-a', '3', 30, 50);
    const { lanes, chunks } = log.view(0);
    expect(lanes.map(({ name }) => name)).toEqual(['node-a']);
    expect(chunks.map(({ strategies }) => strategies)).toEqual([10, 20, 30]);
    for (const { start, end } of chunks) expect(end!).toBeGreaterThanOrEqual(start);
  });
});
