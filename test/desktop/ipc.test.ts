import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { isTrusted, serveCommands } from '../../main/desktop/ipc.ts';
import { channels } from '../../preload/contract.ts';

const from = (frame: object | null) => ({ senderFrame: frame }) as IpcMainInvokeEvent;
const ours = { parent: null, url: 'app://organism/index.html' };

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

function served(): Handler {
  let handler: Handler | undefined;
  const handle = (channel: string, registered: Handler) => {
    expect(channel).toBe(channels.invoke);
    handler = registered;
  };
  serveCommands({ handle }, async (command, input) => ({ ok: true, value: [command, input] }), null);
  return handler!;
}

describe('calls from pages', () => {
  it('trusts the top frame of our window and no other', () => {
    expect(isTrusted(from(ours), null)).toBe(true);
    expect(isTrusted(from(null), null)).toBe(false);
    expect(isTrusted(from({ ...ours, parent: ours }), null)).toBe(false);
    expect(isTrusted(from({ ...ours, url: 'https://evil.example/' }), null)).toBe(false);
    expect(isTrusted(from({ ...ours, url: '' }), null)).toBe(false);
  });

  it('passes a command and its input on', async () => {
    expect(await served()(from(ours), 'runs.get', { run: '1' })).toEqual({ ok: true, value: ['runs.get', { run: '1' }] });
  });

  it('refuses strangers and names that are no strings', () => {
    expect(() => served()(from(null), 'app.info', {})).toThrow('may not use Organism');
    expect(() => served()(from(ours), { toString: () => 'app.info' }, {})).toThrow('is a string');
  });
});
