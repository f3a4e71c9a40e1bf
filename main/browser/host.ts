/** What the stand-ins share: handlers that the program has registered, and the pages that are connected. */
import { createHostEnd, type HostEnd } from './ipc/host-end.ts';
import type { Answer, Question, Transport } from './ipc/transport.ts';

type IpcHandler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

export const ipcHandlers = new Map<string, IpcHandler>();
export const schemeHandlers = new Map<string, (request: Request) => Response | Promise<Response>>();

/** Every tab that shows the window: they are one window to the program, and events go to all. The last is the one in use. */
const pages: HostEnd[] = [];

export function connected(transport: Transport, event: () => Electron.IpcMainInvokeEvent): () => void {
  const page = createHostEnd(transport, async (channel, args) => {
    // The tab that asks is the one whose user wants to see the dialog that follows.
    pages.splice(pages.indexOf(page), 1);
    pages.push(page);
    const handler = ipcHandlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event(), ...args);
  });
  pages.push(page);
  return () => {
    pages.splice(pages.indexOf(page), 1);
    page.disconnected();
  };
}

/** @throws DOMException `DataCloneError` */
export function broadcast(channel: string, args: readonly unknown[]): void {
  for (const page of pages) page.event(channel, args);
}

/** Asks in the tab in use; null when there is none, or when the user cancels or closes it. */
export async function ask(question: Question): Promise<Answer> {
  return (await pages.at(-1)?.ask(question)) ?? null;
}
