import { dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Dialogs } from '../workbench/ports.ts';

/** The system's dialogs. They start in the folder that was chosen last: Electron's default is Downloads. */
export function nativeDialogs(window: () => BrowserWindow | null): Dialogs {
  let folder: string | null = null;
  const start = () => folder ?? app.getPath('documents');
  const remember = (path: string) => {
    folder = dirname(path);
    return path;
  };

  return {
    async openFile({ title, filters }) {
      const options = { title, filters, defaultPath: start(), properties: ['openFile' as const] };
      const parent = window();
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      return filePaths[0] === undefined ? null : remember(filePaths[0]);
    },

    async saveFile({ title, filters, defaultName }) {
      const options = { title, filters, defaultPath: join(start(), defaultName) };
      const parent = window();
      const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      return canceled ? null : remember(filePath);
    },
  };
}
