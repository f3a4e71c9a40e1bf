import { app, Menu, type MenuItemConstructorOptions, nativeTheme, shell } from 'electron';
import type { MenuItem } from '../../preload/contract.ts';

const isMac = process.platform === 'darwin';

/** The menus that the window's commands go to, in this order; the platform's own lines follow theirs. */
const order = ['File', 'Edit', 'Go', 'View', 'Panel', 'Run', 'Help'];

export interface MenuOptions {
  readonly databaseFile: string;
  /** Called with the id of the command that was chosen. */
  choose(id: string): void;
  /** Quits, after a question if need be. */
  quit(): void;
}

/**
 * The application menu: the window's commands, and the platform's own roles, which bring labels, accelerators and
 * behaviour. Before the window has said what it can do there are the roles alone.
 */
export function setMenu(items: readonly MenuItem[], { databaseFile, choose, quit }: MenuOptions): void {
  const own: Readonly<Record<string, MenuItemConstructorOptions[]>> = {
    // Not the role, which asks nobody.
    File: [isMac ? { role: 'close' } : { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: quit }],
    View: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }],
    Help: [
      { label: 'Show Database in Folder', click: () => shell.showItemInFolder(databaseFile) },
      { role: 'reload' },
      { role: 'toggleDevTools' },
    ],
  };
  const titles = [...new Set([...order, ...items.map((item) => item.menu)])];
  const menus = titles.flatMap((title): MenuItemConstructorOptions[] => {
    if (title === 'Edit') return [{ role: 'editMenu' }];
    const lines = items.filter((item) => item.menu === title).map((item) => line(item, choose));
    const submenu = joined(lines, own[title] ?? []);
    if (submenu.length === 0) return [];
    return [title === 'Help' ? { role: 'help', submenu } : { label: title, submenu }];
  });
  menus.splice(-1, 0, { role: 'windowMenu' });
  if (isMac) menus.unshift(appMenu(quit));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

/**
 * The window listens to the keys itself, so that they work the same in a browser: here they are shown only. On macOS they
 * are always registered; there the window takes the key before the menu does.
 */
function line({ id, label, accelerator, enabled }: MenuItem, choose: MenuOptions['choose']): MenuItemConstructorOptions {
  const shown = accelerator === null ? {} : { accelerator, registerAccelerator: false };
  return { id, label, enabled, ...shown, click: () => choose(id) };
}

/** The role `appMenu`, with a way to quit that asks. */
const appMenu = (quit: () => void): MenuItemConstructorOptions => ({
  label: app.name,
  submenu: [
    { role: 'about' },
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { label: `Quit ${app.name}`, accelerator: 'Cmd+Q', click: quit },
  ],
});

const joined = (first: MenuItemConstructorOptions[], second: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  first.length > 0 && second.length > 0 ? [...first, { type: 'separator' }, ...second] : [...first, ...second];

/** Light, dark, or as the system is: of native dialogs and menus, and of the page's media queries. */
export function setTheme(theme: 'system' | 'light' | 'dark'): void {
  nativeTheme.themeSource = theme;
}
