import { app, type BrowserWindow, dialog, ipcMain, net, protocol, session } from 'electron';
import { channels, type EventName, type Events, type Run } from '../../preload/contract.ts';
import type { Dispatch } from '../workbench/dispatcher.ts';
import type { Desktop, Dialogs, Emit } from '../workbench/ports.ts';
import { Activity } from './activity.ts';
import { scheme } from './address.ts';
import { Closing } from './closing.ts';
import { nativeDialogs } from './dialogs.ts';
import { serveCommands } from './ipc.ts';
import { closeBeforeQuit, handleStrayErrors } from './lifecycle.ts';
import { type MenuOptions, setMenu, setTheme } from './menu.ts';
import { fileServer, privilegedSchemes } from './protocol.ts';
import { denyEverythingElse, denyPermissions } from './security.ts';
import { openWindow } from './window.ts';

/** What the desktop gives to the program. */
export interface Ports {
  readonly dialogs: Dialogs;
  readonly desktop: Desktop;
  readonly emit: Emit;
}

/** The program, as far as the desktop needs to know it. */
export interface Program {
  readonly dispatch: Dispatch;
  readonly databaseFile: string;
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Built preload script, and the folder of the built window. */
  readonly preload: string;
  readonly renderer: string;
  /** Called once, when the app is ready. What it throws is shown, and the app ends. */
  open(ports: Ports): Program;
}

/** Starts the desktop application; called once, before Electron is ready. */
export function startDesktop(options: DesktopOptions): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const devAddress = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  const activity = new Activity();
  const closing = new Closing(app, () => activity.running);
  let window: BrowserWindow | null = null;

  const fatal = (error: unknown) => {
    // Where a mistake of ours lies is told on the terminal; other errors say in their message what to do.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) console.error(error);
    dialog.showErrorBox('Organism has to close', error instanceof Error ? error.message : String(error));
    app.exit(1);
  };
  const show = () =>
    openWindow(options.preload, devAddress, (opened) => {
      window = opened;
      if (opened) closing.guard(opened);
    });
  const tell = <E extends EventName>(event: E, payload: Events[E]) => window?.webContents.send(channels.event, event, payload);
  let menu: MenuOptions | null = null;
  const ports: Ports = {
    dialogs: nativeDialogs(() => window),
    desktop: {
      setTheme,
      setMenu: (items) => menu && setMenu(items, menu),
    },
    emit(event, payload) {
      if (event === 'run.progress') activity.progress(payload as Run, window);
      tell(event, payload);
    },
  };

  handleStrayErrors(fatal);
  // Windows shows notifications of programs that it knows by name only.
  if (process.platform === 'win32') app.setAppUserModelId('organism');
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged(privilegedSchemes);
  denyEverythingElse(app, devAddress);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  app
    .whenReady()
    .then(async () => {
      denyPermissions(session.defaultSession);
      protocol.handle(
        scheme,
        fileServer(options.renderer, (url) => net.fetch(url)),
      );
      const program = options.open(ports);
      closeBeforeQuit(app, () => program.close());
      serveCommands(ipcMain, program.dispatch, devAddress);
      menu = { databaseFile: program.databaseFile, choose: (id) => tell('menu.chosen', id), quit: () => void closing.quit(window) };
      setMenu([], menu);
      app.on('activate', () => {
        if (window === null) void show().catch(fatal);
      });
      await show();
    })
    .catch(fatal);
}
