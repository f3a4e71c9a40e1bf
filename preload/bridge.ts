import type { IpcRenderer } from 'electron';
import { type Bridge, channels, commands, eventNames } from './contract.ts';

/**
 * The bridge over Electron's ipcRenderer, which itself never reaches the page, nor do its event objects: a page gets to
 * say the names of the contract and nothing else.
 */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): Bridge {
  return {
    invoke(command, input) {
      if (!Object.hasOwn(commands, command)) return Promise.reject(new Error(`there is no command ${String(command)}`));
      return ipc.invoke(channels.invoke, command, input);
    },
    on(event, listener) {
      if (!eventNames.includes(event)) throw new Error(`there is no event ${String(event)}`);
      const forward = (_event: unknown, name: unknown, payload: unknown) => {
        if (name === event) listener(payload as Parameters<typeof listener>[0]);
      };
      ipc.on(channels.event, forward);
      return () => void ipc.off(channels.event, forward);
    },
  };
}
