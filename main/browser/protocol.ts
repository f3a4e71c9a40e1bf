/** electron.protocol and electron.net: the program's own scheme, and files read through net.fetch. */
import { openAsBlob, statSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustBeReady } from './app.ts';
import { schemeHandlers } from './host.ts';

let privileged = false;

export const protocol = {
  registerSchemesAsPrivileged(_schemes: Electron.CustomScheme[]): void {
    mustBeReady(false, 'protocol.registerSchemesAsPrivileged');
    // A second call would replace the first in Electron.
    if (privileged) throw new Error('protocol.registerSchemesAsPrivileged has to be called only once');
    privileged = true;
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    mustBeReady(true, 'protocol.handle');
    if (schemeHandlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    schemeHandlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

/** Chromium's types for the kinds of file that a built window consists of. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const net = {
  async fetch(input: string | Request): Promise<Response> {
    const url = new URL(typeof input === 'string' ? input : input.url);
    if (url.protocol !== 'file:') throw new Error(`net.fetch of ${url.protocol} is not part of the browser host`);
    const path = fileURLToPath(url);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('net::ERR_FILE_NOT_FOUND');
    return new Response(await openAsBlob(path, { type: types[extname(path)] ?? 'application/octet-stream' }));
  },
} satisfies Pick<Electron.Net, 'fetch'>;
