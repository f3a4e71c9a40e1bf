/** electron.BrowserWindow: the address at which a browser finds the window. There is one at a time. */
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { app, mustBeReady } from './app.ts';
import { broadcast, connected, schemeHandlers } from './host.ts';
import { type Listening, listening, settings } from './listening.ts';
import { startServer } from './server.ts';
import { strict } from './strict.ts';

/** electron.WebContents, as far as the page of another program can be steered. */
class WebContents extends EventEmitter {
  readonly mainFrame: Electron.WebFrameMain;
  url = '';

  constructor() {
    super();
    const contents = this;
    const frame = {
      parent: null,
      get url() {
        return contents.url;
      },
    } satisfies Pick<Electron.WebFrameMain, 'url' | 'parent'>;
    this.mainFrame = strict('webFrameMain', frame) as unknown as Electron.WebFrameMain;
  }

  send(channel: string, ...args: unknown[]): void {
    broadcast(channel, args);
  }

  /** A page that crashed says so itself, and its user reloads it. */
  reload(): void {}

  /** Pop-ups are the browser's to block; a page with our headers has no way to reach its opener. */
  setWindowOpenHandler(_handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {}
}

type Checked = Pick<Electron.WebContents, 'mainFrame' | 'send' | 'reload' | 'setWindowOpenHandler'>;

let open: BrowserWindow | null = null;

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<Electron.BrowserWindow, 'loadURL' | 'show' | 'focus' | 'isFocused' | 'isMinimized' | 'restore' | 'isDestroyed' | 'setProgressBar'>
{
  readonly webContents: WebContents;
  readonly #preload: string;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    mustBeReady(true, 'BrowserWindow');
    super();
    const { preload, sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {};
    if (!preload || !sandbox || !contextIsolation || nodeIntegration) {
      throw new Error('the browser host shows windows with preload, sandbox, contextIsolation and without nodeIntegration only');
    }
    if (open) throw new Error('the browser host shows one window at a time');
    open = this;
    this.#preload = preload;
    this.webContents = strict('webContents', new WebContents() satisfies Checked);
    app.emit('web-contents-created', {}, this.webContents);
  }

  /** Serves the window; resolves when a browser can open it. @throws Error when the port is taken. */
  async loadURL(url: string): Promise<void> {
    const { protocol } = new URL(url);
    const handler = schemeHandlers.get(protocol.slice(0, -1));
    if (!handler) throw new Error(`the browser host shows built windows only; nothing handles ${protocol}`);
    this.webContents.url = url;
    const server = await startServer({
      port: settings().port,
      page: async (path) => handler(new Request(inScheme(url, path))),
      preload: () => readFile(this.#preload, 'utf8'),
      connected: (transport) => connected(transport, () => this.#event()),
    });
    this.emit('ready-to-show');
    listening({ address: server.address, port: server.port, close: () => server.close() } satisfies Listening);
  }

  #event(): Electron.IpcMainInvokeEvent {
    const event = { sender: this.webContents, senderFrame: this.webContents.mainFrame, type: 'frame' };
    return strict('event', event) as unknown as Electron.IpcMainInvokeEvent;
  }

  /** Which tab is in front is the browser's business. */
  show(): void {}
  focus(): void {}
  restore(): void {}

  isMinimized(): boolean {
    return false;
  }

  isFocused(): boolean {
    return true;
  }

  isDestroyed(): boolean {
    return false;
  }

  setProgressBar(_progress: number): void {}

  static getAllWindows(): BrowserWindow[] {
    return open ? [open] : [];
  }
}

/** The path of a request under the window's own scheme and host, whatever the path looks like. */
function inScheme(url: string, path: string): URL {
  const target = new URL(url);
  const query = path.indexOf('?');
  target.pathname = query < 0 ? path : path.slice(0, query);
  target.search = query < 0 ? '' : path.slice(query);
  return target;
}
