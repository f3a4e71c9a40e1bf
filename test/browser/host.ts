import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { app } from '../../main/browser/app.ts';
import { decode, encode } from '../../main/browser/ipc/codec.ts';
import type { Transport } from '../../main/browser/ipc/transport.ts';
import { type Listening, whenListening } from '../../main/browser/listening.ts';
import { net, protocol } from '../../main/browser/protocol.ts';
import { BrowserWindow } from '../../main/browser/window.ts';
import { windowAddress } from '../../main/desktop/address.ts';
import { fileServer } from '../../main/desktop/protocol.ts';

export interface StartedHost extends Listening {
  readonly window: BrowserWindow;
  readonly origin: string;
  /** Opens the printed address and returns the cookie that it gives. */
  visit(): Promise<string>;
}

/** The browser host in this process, with a window of two files. One for each test file: a program has one. */
export async function startHost(): Promise<StartedHost> {
  const folder = mkdtempSync(join(tmpdir(), 'organism-host-'));
  writeFileSync(join(folder, 'secret.txt'), 'outside of the window');
  const renderer = join(mkdtempSync(join(folder, 'renderer-')));
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><html><head><title>x</title></head><body></body></html>');
  writeFileSync(join(renderer, 'index.js'), 'export {};');
  const preload = join(folder, 'preload.cjs');
  writeFileSync(preload, 'const { contextBridge } = require("electron");');

  await app.whenReady();
  protocol.handle(
    'app',
    fileServer(renderer, (url) => net.fetch(url)),
  );
  const window = new BrowserWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false } });
  await window.loadURL(windowAddress);
  const listening = await whenListening;
  return {
    ...listening,
    window,
    origin: `http://127.0.0.1:${listening.port}`,
    async visit() {
      const response = await fetch(listening.address);
      return response.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
  };
}

/** Opens the IPC socket; rejects with the status code when the host refuses. */
export function openSocket(origin: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/__host/ipc`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

export function transportOver(socket: WebSocket): Transport {
  return {
    send: (message) => socket.send(encode(message)),
    onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(decode(data))),
  };
}
