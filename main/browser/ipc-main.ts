/** electron.ipcMain, as far as `handle` goes: the program answers calls and never listens to loose messages. */
import { ipcHandlers } from './host.ts';

export const ipcMain = {
  handle(channel: string, listener: (event: Electron.IpcMainInvokeEvent, ...args: never[]) => unknown): void {
    if (ipcHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    ipcHandlers.set(channel, listener as (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown);
  },
  removeHandler(channel: string): void {
    ipcHandlers.delete(channel);
  },
} satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;
