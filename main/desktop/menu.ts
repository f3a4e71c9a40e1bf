import { Menu, type MenuItemConstructorOptions, shell } from 'electron';

/** The application menu: the platform's own roles, which bring labels, accelerators and behaviour. */
export function setMenu(databaseFile: string): void {
  const template: MenuItemConstructorOptions[] = [
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Show Database in Folder', click: () => shell.showItemInFolder(databaseFile) }] },
  ];
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
