/** The page's end of the IPC: Electron's `ipcRenderer` over a transport, as far as a preload script uses it. */
import type { Answer, FromHost, FromPage, Question, Transport } from './transport.ts';

type Listener = (event: object, ...args: unknown[]) => void;

export interface IpcRenderer {
  /** Rejects with a bare Error, of which only the message comes from the main process, as in Electron. */
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: Listener): IpcRenderer;
  off(channel: string, listener: Listener): IpcRenderer;
}

export interface PageEnd {
  readonly ipcRenderer: IpcRenderer;
  /** Rejects what still waits for an answer: the connection is gone, and the answers with it. */
  disconnected(): void;
}

export function createPageEnd(transport: Transport, ask: (question: Question) => Promise<Answer>): PageEnd {
  const waiting = new Map<number, { channel: string; resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Listener[]>();
  const send = (message: FromPage) => transport.send(message);
  let last = 0;

  transport.onMessage((received) => {
    const message = received as FromHost;
    if (message.type === 'event') {
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.args);
    } else if (message.type === 'ask') {
      ask(message.question).then(
        (answer) => send({ type: 'answer', id: message.id, answer }),
        (error: unknown) => {
          console.error(error);
          send({ type: 'answer', id: message.id, answer: null });
        },
      );
    } else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'result') call?.resolve(message.value);
      else call?.reject(new Error(message.message));
    }
  });

  const ipcRenderer: IpcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        send({ type: 'invoke', id, channel, args });
        waiting.set(id, { channel, resolve, reject });
      }),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off(channel, listener) {
      const left = [...(listeners.get(channel) ?? [])];
      const index = left.lastIndexOf(listener);
      if (index >= 0) left.splice(index, 1);
      listeners.set(channel, left);
      return ipcRenderer;
    },
  };

  return {
    ipcRenderer,
    disconnected() {
      for (const { channel, reject } of waiting.values()) {
        reject(new Error(`Error invoking remote method '${channel}': the connection to the host is lost`));
      }
      waiting.clear();
    },
  };
}
