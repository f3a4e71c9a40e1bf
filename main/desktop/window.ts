import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { windowAddress } from './address.ts';

/** A page that crashes again and again is not helped by loading it again. */
const MAX_RELOADS = 3;
const RELOADS_WITHIN_MS = 60_000;

/**
 * Opens the window. Runs go on in the main process, whatever happens to it.
 * @param changed gets the window before its page loads, and null when it has closed.
 */
export async function openWindow(
  preload: string,
  devAddress: string | null,
  changed: (window: BrowserWindow | null) => void,
): Promise<void> {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    // Shown until the page has painted; the colours of the page's two themes.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c2127' : '#f6f7f9',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  window.on('closed', () => changed(null));
  reloadAfterCrash(window);
  askWhenUnresponsive(window);
  changed(window);
  await window.loadURL(devAddress ?? windowAddress);
}

function reloadAfterCrash(window: BrowserWindow): void {
  const reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`The window's process is gone (${reason}).`);
    const recent = reloads.filter((time) => Date.now() - time < RELOADS_WITHIN_MS);
    reloads.push(Date.now());
    if (recent.length < MAX_RELOADS) window.webContents.reload();
    else void askAfterCrashes(window);
  });
}

async function askAfterCrashes(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window fails again and again.',
    detail: 'Runs go on without it. Loading it again may help; so may closing other programs, if memory is short.',
    buttons: ['Load Again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) app.quit();
  else window.webContents.reload();
}

/** A page that hangs cannot say so itself. */
function askWhenUnresponsive(window: BrowserWindow): void {
  let asking = false;
  window.on('unresponsive', async () => {
    if (asking) return;
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The window does not answer.',
      detail: 'Runs go on without it. Loading it again shows them as they are then.',
      buttons: ['Wait', 'Load Again'],
      defaultId: 0,
      cancelId: 0,
    });
    asking = false;
    // Its process does not hear a friendly request; once it is gone the page is loaded again as after a crash.
    if (response === 1) window.webContents.forcefullyCrashRenderer();
  });
}
