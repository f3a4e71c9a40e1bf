import { dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Dialogs } from '../workbench/ports.ts';

/**
 * The system's dialogs. They start where the user opened or saved last, each for itself: data seldom lies where exports go.
 * At first in the documents; Electron's own default is Downloads.
 */
export function nativeDialogs(window: () => BrowserWindow | null): Dialogs {
  let openedFrom: string | null = null;
  let savedTo: string | null = null;
  const documents = () => app.getPath('documents');

  return {
    async openFile({ title, filters }) {
      const options = { title, filters, defaultPath: openedFrom ?? documents(), properties: ['openFile' as const] };
      const parent = window();
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      const [path] = filePaths;
      if (path === undefined) return null;
      openedFrom = dirname(path);
      return path;
    },

    async saveFile({ title, filters, defaultName }) {
      const options = { title, filters, defaultPath: join(savedTo ?? documents(), defaultName) };
      const parent = window();
      const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      if (canceled) return null;
      savedTo = dirname(filePath);
      return filePath;
    },
  };
}
