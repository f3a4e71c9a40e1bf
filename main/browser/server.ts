/**
 * The loopback server: the window's files, the page script that stands in for Electron's side of the renderer, and the
 * WebSocket. It knows nothing of the program that it serves.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type WebSocket, WebSocketServer } from 'ws';
import { Access } from './access.ts';
import { decode, encode } from './ipc/codec.ts';
import type { Transport } from './ipc/transport.ts';
import { pageFile, pageHead } from './page-files.ts';

/** Room for a large file that the user opens; only pages with the cookie get to send one. */
const MAX_MESSAGE = 512 * 1024 * 1024;

export interface ServerOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Answers a GET for this path (with query) of the window. */
  page(path: string): Promise<Response>;
  /** Text of the preload script. */
  preload(): Promise<string>;
  /** A page has connected; returns what to do when it is gone. */
  connected(transport: Transport): () => void;
}

export interface HostServer {
  readonly port: number;
  /** Good for one visit. */
  readonly address: string;
  close(): Promise<void>;
}

/** @throws Error when the port is taken. */
export async function startServer(options: ServerOptions): Promise<HostServer> {
  const access = new Access();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) refuse(response, 500, 'The host failed; its terminal says why.');
      response.destroy();
    });
  });
  const port = () => (server.address() as AddressInfo).port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!access.hostAllowed(request)) return refuse(response, 403, 'This address is not one of this machine. Use http://127.0.0.1.');
    if (request.method !== 'GET') return refuse(response, 405, 'Only GET.');
    // Never `new URL(request.url)`: `//other/path` would be taken for a host.
    const path = request.url ?? '/';
    if (path.startsWith('/?token=')) {
      const cookie = access.exchange(path.slice('/?token='.length), port());
      if (cookie) return welcome(response, cookie);
      if (!access.known(request, port())) return refuse(response, 401, 'This address has been used. Start Organism again for a new one.');
      return redirect(response);
    }
    if (!access.known(request, port())) return refuse(response, 401, 'Open the address that Organism printed when it started.');
    const own = await pageFile(path, options.preload);
    await send(response, own ?? (await options.page(path)));
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const allowed = access.hostAllowed(request) && access.originAllowed(request) && access.known(request, port());
    if (!allowed || request.url !== '/__host/ipc') {
      socket.end(`HTTP/1.1 ${allowed ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => console.error(`browser host: ${error.message}`));
      webSocket.on('close', options.connected(overWebSocket(webSocket)));
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${options.port} is taken; choose another with --port, or leave it out`) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });

  return {
    port: port(),
    address: `http://127.0.0.1:${port()}/?token=${access.token}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function overWebSocket(webSocket: WebSocket): Transport {
  return {
    // Encoded first, so that what cannot be cloned throws even when the page has just gone.
    send(message) {
      const bytes = encode(message);
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(bytes);
    },
    onMessage(listener) {
      webSocket.on('message', (data: Buffer, isBinary) => {
        try {
          if (!isBinary) throw new TypeError('text where bytes are expected');
          listener(decode(data));
        } catch (error) {
          console.error(`browser host: message refused: ${error}`);
          webSocket.close(1003);
        }
      });
    },
  };
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

const redirect = (response: ServerResponse) => void response.writeHead(302, { location: '/', 'cache-control': 'no-store' }).end();

/**
 * A page that goes on to `/` by itself. After a redirect the browser would leave the SameSite=Strict cookie out when the
 * address was clicked on another site (a web terminal, say).
 */
function welcome(response: ServerResponse, cookie: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': cookie,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end('<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Organism</title>');
}

/** A page of the window gets the host's script in front of its own. */
async function send(response: ServerResponse, answer: Response): Promise<void> {
  const headers = Object.fromEntries(answer.headers);
  delete headers['content-length'];
  response.writeHead(answer.status, { ...headers, 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' });
  if (headers['content-type']?.startsWith('text/html')) {
    const html = await answer.text();
    response.end(html.replace(/<head[^>]*>/i, `$&${pageHead}`));
  } else if (answer.body) {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
  } else {
    response.end();
  }
}
