import type { App } from 'electron';

/** Before the app quits, `close` is waited for: workers end and the database is closed. */
export function closeBeforeQuit(app: Pick<App, 'on' | 'quit'>, close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    close()
      .catch((error: unknown) => console.error('Closing failed:', error))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

/**
 * Electron only warns of an unhandled rejection, and Node ends the process: told apart nowhere, both are written to the
 * terminal and the run goes on; its generations are stored one by one. After an exception that nobody caught the state of
 * the program is unknown, and it ends.
 */
export function handleStrayErrors(fatal: (error: unknown) => void): void {
  process.on('unhandledRejection', (reason) => console.error('Unhandled rejection:', reason));
  process.on('uncaughtException', (error) => {
    console.error('Uncaught exception:', error);
    fatal(error);
  });
}
