/** Entry of the page's side: runs the preload script with what Electron's sandbox gives it. */
import { strict } from '../strict.ts';
import { type ContextBridge, createContextBridge } from './bridge.ts';
import { connect } from './connection.ts';

/** The parameters of a sandboxed preload script. */
type Preload = (
  require: (name: string) => object,
  process: Readonly<Record<string, unknown>>,
  exports: object,
  module: { exports: object },
) => void;

export function runPreload(preload: Preload): void {
  const contextBridge: ContextBridge = createContextBridge(window);
  const electron = strict('electron', { contextBridge, ipcRenderer: strict('ipcRenderer', connect()) });
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name} (the browser host offers a preload script electron only; see main/browser/page/page.ts)`);
  };
  const module = { exports: {} };
  preload(require, { sandboxed: true, contextIsolated: true }, module.exports, module);
}
