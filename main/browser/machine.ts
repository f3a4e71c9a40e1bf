/** What Electron offers of the user's machine, and a browser keeps for itself. */
import { EventEmitter } from 'node:events';

/** The browser has a menu of its own. */
export const Menu = {
  buildFromTemplate: (_template: Electron.MenuItemConstructorOptions[]) => ({}) as Electron.Menu,
  setApplicationMenu(_menu: Electron.Menu | null): void {},
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;

/** The page asks the browser itself, and shows what the user has chosen instead. */
export const nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'> = {
  shouldUseDarkColors: false,
  themeSource: 'system',
};

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }
}

/** A server does not fall asleep, and a browser would not be asked. */
export const powerSaveBlocker = {
  start: (_type: Parameters<Electron.PowerSaveBlocker['start']>[0]) => 1,
  stop: (_id: number) => true,
} satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop'>;

/** Permissions are asked of the user by the browser; the headers of each page deny them already. */
export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => {},
    setPermissionCheckHandler: () => {},
  } satisfies Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
};

/** The folder may be on another machine than the user's screen. */
export const shell = {
  showItemInFolder(path: string): void {
    console.log(path);
  },
} satisfies Pick<Electron.Shell, 'showItemInFolder'>;
