import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../../../main/evaluation/cluster/cluster.ts';
import type { Executor } from '../../../main/evaluation/cluster/tasks/executor.ts';
import { type Task, task } from '../../../main/evaluation/cluster/tasks/task.ts';
import { localExecutor } from '../../../main/evaluation/cluster/tasks/threads.ts';
import { version } from '../../../main/workbench/version.ts';
import { describeWithRedis, RedisServer, taskWorkerFile, WorkerProcess } from './processes.ts';

const taskFolder = join(import.meta.dirname, 'tasks');
const square = task<typeof import('./tasks/square.ts')>('square');
const summary = task<typeof import('./tasks/summary.ts')>('summary');
const failing = task<typeof import('./tasks/failing.ts')>('failing');
const length = task<typeof import('./tasks/length.ts')>('length');

/** What every executor does, over threads and over a cluster. */
function behaviour(executor: () => Executor): void {
  it('gives the result of one task', async () => {
    const submission = executor().submit(square, { value: 7 });
    expect(submission.state).toBe('pending');
    expect(await submission.result).toBe(49);
    expect(submission.state).toBe('done');
  });

  it('carries whatever structuredClone can copy', async () => {
    const { result } = executor().submit(
      summary,
      new Map([
        ['a', Float64Array.of(1, 2, 6)],
        ['none', new Float64Array(0)],
      ]),
    );
    expect(await result).toEqual(
      new Map([
        ['a', { mean: 3, at: new Date(0) }],
        ['none', { mean: Number.NaN, at: new Date(0) }],
      ]),
    );
  });

  it('maps in the order of the items, and tells of progress', async () => {
    const seen: number[] = [];
    const items = Array.from({ length: 20 }, (_, value) => ({ value, wait: value === 0 ? 200 : 0 }));
    const mapping = executor().map(square, items, { onProgress: ({ done, total }) => seen.push(done / total) });
    const results: number[] = [];
    for await (const result of mapping) results.push(result);
    expect(results).toEqual(items.map(({ value }) => value * value));
    expect(seen.at(-1)).toBe(1);
    expect(seen).toHaveLength(20);
  });

  it('gives results as they are completed', async () => {
    const order: number[] = [];
    const items = [{ value: 1, wait: 1_500 }, { value: 2 }, { value: 3 }];
    for await (const outcome of executor().map(square, items).asCompleted()) order.push(outcome.index);
    expect(order.at(-1)).toBe(0);
    expect(order.toSorted()).toEqual([0, 1, 2]);
  });

  it('says what a task threw, and rejects all() with it', async () => {
    await expect(executor().submit(failing, 'throw').result).rejects.toThrow(/Task failing threw: .*thrown on purpose/);
    await expect(executor().map(failing, ['throw', 'throw']).all()).rejects.toThrow('thrown on purpose');
    await expect(executor().submit(failing, 'exit').result).rejects.toMatchObject({ name: 'TaskError' });
  });

  it('gives what was thrown as the cause, and says which module cannot be loaded', async () => {
    await expect(executor().submit(failing, 'nested').result).rejects.toMatchObject({
      reason: 'threw',
      cause: { name: 'RangeError', message: 'outside', cause: { message: 'inside' } },
    });
    await expect(executor().submit(task('broken'), 1 as never).result).rejects.toThrow(/Task broken cannot be loaded: .*broken\.ts/);
  });

  it('carries large inputs and outputs', async () => {
    const bytes = new Uint8Array(3_000_000).fill(7);
    const result = await executor().submit(length, { bytes, more: 2_000_000 }).result;
    expect(result).toHaveLength(5_000_000);
    expect(result[4_999_999]).toBe(7);
  });

  it('leaving a loop calls off the rest', async () => {
    const items = [{ value: 1 }, ...Array.from({ length: 20 }, (_, i) => ({ value: i, wait: 60_000 }))];
    for await (const result of executor().map(square, items)) {
      expect(result).toBe(1);
      break;
    }
    for await (const { index } of executor().map(square, items).asCompleted()) {
      expect(index).toBe(0);
      break;
    }
    expect(await executor().submit(square, { value: 4 }).result).toBe(16);
  });

  it('rejects with what onProgress throws, and calls off the rest', async () => {
    const onProgress = () => {
      throw new Error('thrown by progress');
    };
    const items = [{ value: 1 }, { value: 2, wait: 60_000 }];
    await expect(executor().map(square, items, { onProgress }).all()).rejects.toThrow('thrown by progress');
    expect(await executor().submit(square, { value: 4 }).result).toBe(16);
  });

  it('refuses time limits that are none', () => {
    for (const timeLimit of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => executor().submit(square, { value: 1 }, { timeLimit })).toThrow(/timeLimit is a number of milliseconds above 0/);
    expect(() => executor().map(square, [], { timeLimit: -1 })).toThrow(RangeError);
  });

  it('ends a task that takes longer than its time limit', async () => {
    const { result } = executor().submit(square, { value: 1, wait: 60_000 }, { timeLimit: 100 });
    await expect(result).rejects.toMatchObject({ reason: 'time limit', message: 'Task square took longer than 0.1 s.' });
  });

  it('calls tasks off', async () => {
    const submission = executor().submit(square, { value: 1, wait: 60_000 });
    setTimeout(() => submission.cancel(), 300);
    await expect(submission.result).rejects.toMatchObject({ name: 'AbortError' });
    expect(submission.state).toBe('cancelled');
    const mapping = executor().map(square, [
      { value: 1, wait: 60_000 },
      { value: 2, wait: 60_000 },
    ]);
    mapping.cancel();
    await expect(mapping.all()).rejects.toMatchObject({ name: 'AbortError' });
    // The workers are free again.
    expect(await executor().submit(square, { value: 3 }).result).toBe(9);
  });

  it('explains why a function cannot travel, and what to do instead', async () => {
    const closure = ((input: number) => input) as unknown as Task<number, number>;
    expect(() => executor().submit(closure, 1)).toThrow(
      /function closure cannot travel.*default export.*tasks folder.*task\('name-of-the-module'\)/,
    );
    const holding = { value: 1, score: () => 2 };
    expect(() => executor().submit(square, holding)).toThrow(/the input\.score is a function, which cannot travel/);
    const inside = (value: unknown) => () => executor().submit(square, value as { value: number });
    expect(inside(new Map([['score', { of: [() => 1] }]]))).toThrow(/the input\.get\("score"\)\.of\[0\] is a function/);
    expect(inside(new Set([() => 1]))).toThrow(/the input\.values\(\)\[0\] is a function/);
    await expect(executor().submit(failing, 'function').result).rejects.toThrow(/the result of failing\.nested\.callback is a function/);
  });

  it('names the folder when a module is not there', async () => {
    await expect(executor().submit(task('nowhere'), 1 as never).result).rejects.toThrow(/Task nowhere .*tasks.*has no nowhere\.ts/);
    expect(() => task('../outside')).toThrow(/no name of a task module/);
  });
}

describe('tasks on threads of this process', () => {
  const executor = localExecutor({ workerFile: taskWorkerFile, folder: taskFolder, workers: 2 });
  afterAll(() => executor.close());
  behaviour(() => executor);
});

describeWithRedis('tasks on a cluster', () => {
  let redis: RedisServer;
  let worker: WorkerProcess;
  let cluster: Cluster;
  let executor: Executor;
  beforeAll(async () => {
    redis = await RedisServer.start();
    worker = await WorkerProcess.start({ engine: redis.engine, slots: 2, taskFolder });
    cluster = new Cluster({ engine: redis.engine, version });
    executor = await cluster.executor();
  });
  afterAll(async () => {
    await executor.close();
    await cluster.close();
    await worker[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });
  behaviour(() => executor);

  it('carries a task out on another host when the first one dies', async () => {
    await using second = await WorkerProcess.start({ engine: redis.engine, taskFolder });
    const { result } = executor.submit(square, { value: 5, wait: 1_000 });
    setTimeout(() => second.signal('SIGKILL'), 400);
    const others = executor.map(
      square,
      [1, 2, 3].map((value) => ({ value, wait: 1_000 })),
    );
    expect(await others.all()).toEqual([1, 4, 9]);
    expect(await result).toBe(25);
  });
});
