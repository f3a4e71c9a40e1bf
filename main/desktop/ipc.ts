import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { channels } from '../../preload/contract.ts';
import type { Dispatch } from '../workbench/dispatcher.ts';
import { isOurs } from './address.ts';

/**
 * Whether a call comes from the page of our window: its top frame (null once it has gone), not a frame inside it, and
 * at an address of ours.
 */
export function isTrusted(event: Pick<IpcMainInvokeEvent, 'senderFrame'>, devAddress: string | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOurs(frame.url, devAddress);
}

/** The only place that listens to the window. One channel: the command's name is checked by the dispatcher. */
export function serveCommands(ipcMain: Pick<IpcMain, 'handle'>, dispatch: Dispatch, devAddress: string | null): void {
  ipcMain.handle(channels.invoke, (event, command: unknown, input: unknown) => {
    if (!isTrusted(event, devAddress)) throw new Error('this page may not use Organism');
    if (typeof command !== 'string') throw new TypeError('the name of a command is a string');
    return dispatch(command, input);
  });
}
