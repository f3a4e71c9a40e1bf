import { type App, type BrowserWindow, dialog } from 'electron';
import type { Run } from '../../preload/contract.ts';

/**
 * Asks before runs that are under way are cut short. Only of people: a signal or a system that shuts down gets no question,
 * since nothing that was computed is lost.
 */
export class Closing {
  readonly #app: Pick<App, 'on' | 'quit'>;
  readonly #running: () => readonly Run[];
  #quitting = false;
  #asking = false;

  constructor(app: Pick<App, 'on' | 'quit'>, running: () => readonly Run[]) {
    this.#app = app;
    this.#running = running;
    app.on('before-quit', () => {
      this.#quitting = true;
    });
  }

  /** On macOS a program outlives its windows, and its runs go on: there only quitting asks. */
  guard(window: BrowserWindow, platform: NodeJS.Platform = process.platform): void {
    window.on('close', (event) => {
      if (this.#quitting || platform === 'darwin' || this.#running().length === 0) return;
      event.preventDefault();
      void this.quit(window);
    });
  }

  /** Quits, unless the user would rather have the runs go on. */
  async quit(window: BrowserWindow | null): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (await this.#agreed(window)) this.#app.quit();
    } finally {
      this.#asking = false;
    }
  }

  async #agreed(window: BrowserWindow | null): Promise<boolean> {
    const runs = this.#running();
    if (runs.length === 0) return true;
    const options = {
      type: 'question' as const,
      title: 'Quit Organism?',
      message: runs.length === 1 ? `“${runs[0]!.name}” is under way.` : `${runs.length} runs are under way.`,
      detail: 'Every finished generation is stored. The next time you can resume, with the same result as if nothing had happened.',
      buttons: ['Keep Running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    };
    const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
    return response === 1;
  }
}
