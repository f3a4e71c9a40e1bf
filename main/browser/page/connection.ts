/** The page's WebSocket. When it breaks (a host that went away, an ssh tunnel that dropped) it says so and tries again. */
import { decode, encode } from '../ipc/codec.ts';
import { createPageEnd, type IpcRenderer } from '../ipc/page-end.ts';
import type { Transport } from '../ipc/transport.ts';
import { ask, showNotice } from './dialogs.ts';

const RETRY_MS = 1000;

export function connect(): IpcRenderer {
  let socket: WebSocket;
  let listener: (message: unknown) => void = () => {};
  let opened = false;
  /** Said before the first connection stood. */
  let queue: Uint8Array<ArrayBuffer>[] = [];

  const transport: Transport = {
    send(message) {
      const bytes = encode(message);
      if (!opened) queue.push(bytes);
      else if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      else throw new Error('the connection to the host is lost');
    },
    onMessage(next) {
      listener = next;
    },
  };
  const end = createPageEnd(transport, ask);

  function open(): void {
    socket = new WebSocket(`ws://${location.host}/__host/ipc`);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      // Events were missed while the connection was down: only a fresh page is sure to show what is.
      if (opened) return reload();
      opened = true;
      for (const bytes of queue) socket.send(bytes);
      queue = [];
    });
    socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => listener(decode(new Uint8Array(event.data))));
    socket.addEventListener('close', () => {
      end.disconnected();
      showNotice(
        'The connection to Organism is lost. This page keeps trying; if Organism has been closed, start it and open the address that it prints.',
      );
      setTimeout(open, RETRY_MS);
    });
  }
  open();
  return end.ipcRenderer;
}

/** Without the question that a page may put before it is left: nobody is leaving. */
function reload(): void {
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true });
  location.reload();
}
