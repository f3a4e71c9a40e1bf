import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { Run } from '../../preload/contract.ts';

/**
 * Shows the desktop that a run is going on: the machine stays awake, the window's icon has a progress bar, and the end of
 * a run that nobody is looking at is announced.
 */
export class Activity {
  readonly #running = new Map<string, Run>();
  #blocker: number | null = null;

  /** The runs that are computed now. */
  get running(): readonly Run[] {
    return [...this.#running.values()];
  }

  /** Called for every `run.progress`. */
  progress(run: Run, window: BrowserWindow | null): void {
    if (run.state === 'running') this.#running.set(run.id, run);
    else if (this.#running.delete(run.id)) this.#ended(run, window);
    this.#keepAwake();
    window?.setProgressBar(this.#fraction());
  }

  #ended(run: Run, window: BrowserWindow | null): void {
    const announced = run.state === 'finished' || run.state === 'failed';
    if (!announced || window?.isFocused() || !Notification.isSupported()) return;
    const body = run.state === 'failed' ? (run.error ?? 'It failed.') : `${run.generation} generations, ${run.evaluations} evaluations.`;
    const notification = new Notification({ title: `${run.name} ${run.state}`, body });
    notification.on('click', () => window?.show());
    notification.show();
  }

  #keepAwake(): void {
    if (this.#running.size > 0) {
      this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    } else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  /** Share of the generations done over all that run; −1 removes the bar. */
  #fraction(): number {
    const runs = [...this.#running.values()];
    const asked = runs.reduce((sum, run) => sum + run.experiment.generations + 1, 0);
    const done = runs.reduce((sum, run) => sum + run.generation + 1, 0);
    return runs.length === 0 ? -1 : done / asked;
  }
}
