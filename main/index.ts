/** The desktop application: the workbench, and a window to it. Without Electron, main/browser runs the same build. */
import { join } from 'node:path';
import { app } from 'electron';
import { startDesktop } from './desktop/desktop.ts';
import workerFile from './evaluation/worker.ts?modulePath';
import analysisWorkerFile from './workbench/analysis/worker.ts?modulePath';
import dataWorkerFile from './workbench/data-worker.ts?modulePath';
import { createDispatcher } from './workbench/dispatcher.ts';
import { createWorkbench } from './workbench/workbench.ts';

// Paths from the built file, out/main/index.cjs.
startDesktop({
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  renderer: join(import.meta.dirname, '../renderer'),
  open({ dialogs, desktop, emit }) {
    const workbench = createWorkbench({
      workerFile,
      dataWorkerFile,
      analysisWorkerFile,
      resourcesFolder: app.isPackaged ? process.resourcesPath : join(import.meta.dirname, '../../resources'),
      host: process.versions.electron ? 'desktop' : 'browser',
      dialogs,
      desktop,
      emit,
    });
    workbench.engine.start();
    return { dispatch: createDispatcher(workbench), databaseFile: workbench.info.database, close: () => workbench.close() };
  },
});
