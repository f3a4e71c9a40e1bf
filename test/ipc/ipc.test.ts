import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Dispatch } from '../../main/workbench/dispatcher.ts';
import type { Bridge, CommandInput, Run } from '../../preload/contract.ts';
import { fakeProgram } from './fake-program.ts';
import { browserHost, direct, inMemory, type Link } from './links.ts';

const links: [name: string, open: (dispatch: Dispatch) => Promise<Link>][] = [
  ['called directly', direct],
  ['over a pair of transports in memory', inMemory],
  ['over the browser host', browserHost],
];

describe.each(links)('commands and events %s', (name, open) => {
  let link: Link;
  let bridge: Bridge;
  beforeAll(async () => {
    link = await open(fakeProgram());
    bridge = link.bridge;
  });
  afterAll(() => link.close());
  // The dispatcher writes what are mistakes of ours to the terminal; here they are made on purpose.
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
  afterEach(() => void vi.restoreAllMocks());

  it('answers a valid call with its value', async () => {
    expect(await bridge.invoke('app.info', {})).toStrictEqual({
      ok: true,
      value: { name: 'organism', version: '0.0.0', host: 'browser', database: ':memory:', workers: 2 },
    });
  });

  it('carries typed arrays bit by bit', async () => {
    const reply = await bridge.invoke('datasets.bars', { dataset: 'd', points: 1000 });
    if (!reply.ok) throw new Error(reply.error.message);
    expect(reply.value.time).toBeInstanceOf(Float64Array);
    expect(reply.value.time).toStrictEqual(Float64Array.from({ length: 1000 }, (_, i) => i * 86_400_000));
    expect(Object.is(reply.value.close[0], -0)).toBe(true);
    expect(reply.value.close[1]).toBeNaN();
    expect(reply.value.close[2]).toBe(0.1 + 0.2);
    expect(reply.value.close).toHaveLength(1000);
  });

  it('answers an input that is wrong with the field and what it expects', async () => {
    const wrong = { dataset: 'd', points: 1 } satisfies CommandInput<'datasets.bars'>;
    const reply = await bridge.invoke('datasets.bars', wrong);
    expect(reply).toMatchObject({ ok: false, error: { code: 'expected', message: expect.stringContaining('points') } });
    const surplus = { surplus: true } as unknown as CommandInput<'app.info'>;
    expect(await bridge.invoke('app.info', surplus)).toMatchObject({ ok: false, error: { message: expect.stringContaining('surplus') } });
  });

  it('answers an error that the user can act on with its message and lines', async () => {
    expect(await bridge.invoke('datasets.import', { name: 'bad.csv', text: '' })).toStrictEqual({
      ok: false,
      error: { code: 'expected', message: 'bad.csv has no lines', details: ['line 1: expected a header'] },
    });
  });

  it('answers a mistake of ours as a bug', async () => {
    expect(await bridge.invoke('runs.list', {})).toMatchObject({
      ok: false,
      error: { code: 'bug', message: expect.stringContaining('a handler broke') },
    });
  });

  it('refuses a command that is not in the contract', async () => {
    const unknown = (bridge.invoke as (command: string, input: unknown) => Promise<unknown>)('files.delete', {});
    if (name === 'called directly')
      expect(await unknown).toMatchObject({ ok: false, error: { message: expect.stringContaining('files.delete') } });
    else await expect(unknown).rejects.toThrow('there is no command files.delete');
  });

  it('gives each of many calls at once its own answer', async () => {
    const points = Array.from({ length: 50 }, (_, i) => i + 2);
    const replies = await Promise.all(points.map((count) => bridge.invoke('datasets.bars', { dataset: 'd', points: count })));
    expect(replies.map((reply) => (reply.ok ? reply.value.close.length : -1))).toEqual(points);
  });

  it('tells events to whoever listens, by name and in order, until they stop', async () => {
    const heard: unknown[] = [];
    const settled = Promise.withResolvers<void>();
    const stop = bridge.on('run.progress', (run) => heard.push(run.generation));
    const end = bridge.on('datasets.changed', (payload) => {
      heard.push(payload);
      settled.resolve();
    });
    const run = (generation: number) => ({ id: 'r', generation, rate: Number.NaN }) as Run;
    link.emit('run.progress', run(1));
    link.emit('runs.changed', null);
    link.emit('run.progress', run(2));
    link.emit('datasets.changed', null);
    await settled.promise;
    expect(heard).toEqual([1, 2, null]);

    stop();
    end();
    const again = Promise.withResolvers<void>();
    bridge.on('runs.changed', () => again.resolve());
    link.emit('run.progress', run(3));
    link.emit('runs.changed', null);
    await again.promise;
    expect(heard).toEqual([1, 2, null]);
  });

  it('refuses what structured clone refuses', async () => {
    if (name === 'called directly') return;
    const withFunction = { run: () => 1 } as unknown as CommandInput<'runs.get'>;
    await expect(bridge.invoke('runs.get', withFunction)).rejects.toThrow('could not be cloned');
    // A result that cannot be cloned fails the call and nothing else.
    await expect(bridge.invoke('runs.get', { run: 'uncloneable' })).rejects.toThrow("Error invoking remote method 'organism:invoke'");
    expect(await bridge.invoke('app.info', {})).toMatchObject({ ok: true });
  });
});
