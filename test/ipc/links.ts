/**
 * Three ways from a page to the program: none in between, a pair of transports in memory, and the browser host with a real
 * WebSocket. Everything but the first goes through the real bridge and the real main/desktop/ipc.ts.
 */
import { EventEmitter } from 'node:events';
import { createHostEnd } from '../../main/browser/ipc/host-end.ts';
import { createPageEnd, type PageEnd } from '../../main/browser/ipc/page-end.ts';
import type { Transport } from '../../main/browser/ipc/transport.ts';
import { ipcMain } from '../../main/browser/ipc-main.ts';
import { windowAddress } from '../../main/desktop/address.ts';
import { serveCommands } from '../../main/desktop/ipc.ts';
import type { Dispatch } from '../../main/workbench/dispatcher.ts';
import { createBridge } from '../../preload/bridge.ts';
import { type Bridge, channels, type EventName, type Events } from '../../preload/contract.ts';
import { openSocket, startHost, transportOver } from '../browser/host.ts';

export interface Link {
  readonly bridge: Bridge;
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  close(): Promise<void>;
}

/** The dispatcher called as a function: what the other two have to match. */
export async function direct(dispatch: Dispatch): Promise<Link> {
  const events = new EventEmitter();
  const bridge = {
    invoke: (command: string, input: unknown) => dispatch(command, input),
    on(event: EventName, listener: (...args: unknown[]) => void) {
      events.on(event, listener);
      return () => void events.off(event, listener);
    },
  };
  return { bridge: bridge as Bridge, emit: (event, payload) => void events.emit(event, payload), close: async () => {} };
}

/** Two transports that clone what passes between them, and deliver it later, as a wire does. */
function pair(): [Transport, Transport] {
  const listeners: [(message: unknown) => void, (message: unknown) => void] = [() => {}, () => {}];
  const end = (own: 0 | 1): Transport => ({
    send(message) {
      const copy = structuredClone(message);
      setImmediate(() => listeners[own === 0 ? 1 : 0](copy));
    },
    onMessage(listener) {
      listeners[own] = listener;
    },
  });
  return [end(0), end(1)];
}

const bridgeOver = (page: PageEnd) => createBridge(page.ipcRenderer as unknown as Parameters<typeof createBridge>[0]);

export async function inMemory(dispatch: Dispatch): Promise<Link> {
  type Handler = (event: object, ...args: unknown[]) => unknown;
  const handlers = new Map<string, Handler>();
  serveCommands({ handle: (channel, handler) => void handlers.set(channel, handler as Handler) }, dispatch, null);
  const event = { senderFrame: { parent: null, url: windowAddress } };
  const [pageSide, hostSide] = pair();
  const host = createHostEnd(hostSide, async (channel, args) => handlers.get(channel)!(event, ...args));
  const page = createPageEnd(pageSide, async () => null);
  return { bridge: bridgeOver(page), emit: (name, payload) => host.event(channels.event, [name, payload]), close: async () => {} };
}

export async function browserHost(dispatch: Dispatch): Promise<Link> {
  const host = await startHost();
  serveCommands(ipcMain, dispatch, null);
  const socket = await openSocket(host.origin, { origin: host.origin, cookie: await host.visit() });
  const page = createPageEnd(transportOver(socket), async () => null);
  return {
    bridge: bridgeOver(page),
    emit: (event, payload) => host.window.webContents.send(channels.event, event, payload),
    close: () => host.close(),
  };
}
