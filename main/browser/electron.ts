/**
 * The module that the built program gets for `electron` (register.ts): exactly the members that it uses. Each is written
 * against electron.d.ts (`satisfies`, `implements`), and what is missing throws.
 */
import { app, quitOnSignals } from './app.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, Notification, nativeTheme, powerSaveBlocker, session, shell } from './machine.ts';
import { net, protocol } from './protocol.ts';
import { strict } from './strict.ts';
import { BrowserWindow } from './window.ts';

quitOnSignals();

const electron = strict('electron', {
  app: strict('app', app),
  BrowserWindow,
  dialog: strict('dialog', dialog),
  ipcMain: strict('ipcMain', ipcMain),
  Menu: strict('Menu', Menu),
  nativeTheme: strict('nativeTheme', nativeTheme),
  net: strict('net', net),
  Notification,
  powerSaveBlocker: strict('powerSaveBlocker', powerSaveBlocker),
  protocol: strict('protocol', protocol),
  session: strict('session', session),
  shell: strict('shell', shell),
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, object>>);

/** What `require('electron')` gives: the strict object itself, not a namespace whose unknown members are undefined. */
export { electron as 'module.exports' };
export default electron;
