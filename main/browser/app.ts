/** electron.app: the life of the process. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

class App extends EventEmitter {
  readonly isPackaged = false;
  #ready = false;
  #stopping = false;
  readonly #whenReady = new Promise<void>((resolve) => {
    setImmediate(() => {
      this.#ready = true;
      resolve();
      this.emit('ready');
    });
  });

  isReady(): boolean {
    return this.#ready;
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  /** Hosts may run side by side, each on its port; the database keeps their runs apart. */
  requestSingleInstanceLock(): boolean {
    return true;
  }

  /** For notifications, which the browser host has none of. */
  setAppUserModelId(_id: string): void {}

  /** Pages are sandboxed by the browser anyway. */
  enableSandbox(): void {}

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    switch (name) {
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'documents':
        return existsSync(join(homedir(), 'Documents')) ? join(homedir(), 'Documents') : homedir();
      default:
        throw new Error(`app.getPath('${name}') is not part of the browser host; add it in main/browser/app.ts`);
    }
  }

  /** As in Electron, a listener of before-quit may prevent it and call quit again. */
  quit(): void {
    if (this.#stopping) return;
    for (const name of ['before-quit', 'will-quit']) {
      const event = new Event(name, { cancelable: true });
      this.emit(name, event);
      if (event.defaultPrevented) return;
    }
    this.exit(0);
  }

  exit(code = 0): void {
    this.#stopping = true;
    this.emit('quit', {}, code);
    process.exit(code);
  }
}

export const app = new App() satisfies Pick<
  Electron.App,
  'isPackaged' | 'isReady' | 'whenReady' | 'requestSingleInstanceLock' | 'setAppUserModelId' | 'enableSandbox' | 'getPath' | 'quit' | 'exit'
>;

/** @throws Error where Electron would refuse because of the order of things. */
export function mustBeReady(ready: boolean, what: string): void {
  if (app.isReady() !== ready) throw new Error(`${what} ${ready ? 'cannot be used before' : 'has to be called before'} the app is ready`);
}

/** Ctrl-C ends the program as quitting the desktop would; a second one ends it at once. */
export function quitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
      app.quit();
    });
  }
}
