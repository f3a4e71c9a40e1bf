/** The desktop application: the workbench, and a window to it. Without Electron, main/browser runs the same build. */
import { join } from 'node:path';
import { app } from 'electron';
import { startDesktop } from './desktop/desktop.ts';
import workerFile from './evaluation/worker.ts?modulePath';
import { createDispatcher } from './workbench/dispatcher.ts';
import { createWorkbench } from './workbench/workbench.ts';

// Paths from the built file, out/main/index.cjs.
startDesktop({
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  renderer: join(import.meta.dirname, '../renderer'),
  open({ dialogs, emit }) {
    const workbench = createWorkbench({
      workerFile,
      resourcesFolder: app.isPackaged ? process.resourcesPath : join(import.meta.dirname, '../../resources'),
      host: process.versions.electron ? 'desktop' : 'browser',
      dialogs,
      emit,
    });
    return { dispatch: createDispatcher(workbench), databaseFile: workbench.info.database, close: () => workbench.close() };
  },
});
