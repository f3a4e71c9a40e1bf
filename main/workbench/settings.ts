import { z } from 'zod';
import { defaultSettings, type RunSettings, type Settings, type SettingsChange, settingsSchema } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import type { Desktop, Emit } from './ports.ts';

/** What the user has set, kept in the database. A value that this version does not understand counts as not set. */
export class SettingsKeeper {
  readonly #store: Pick<Store, 'settings'>;
  readonly #desktop: Desktop;
  readonly #emit: Emit;
  #current: Settings;

  constructor(store: Pick<Store, 'settings'>, desktop: Desktop, emit: Emit) {
    this.#store = store;
    this.#desktop = desktop;
    this.#emit = emit;
    this.#current = readSettings(store);
    desktop.setTheme(this.#current.theme);
  }

  get(): Settings {
    return this.#current;
  }

  change(change: SettingsChange): Settings {
    const changed = Object.entries(change).filter(([, value]) => value !== undefined);
    for (const [name, value] of changed) this.#store.settings.set(name, value);
    this.#current = { ...this.#current, ...Object.fromEntries(changed) };
    if (change.theme) this.#desktop.setTheme(change.theme);
    this.#emit('settings.changed', this.#current);
    return this.#current;
  }

  /** The settings of a run, with the user's number of workers where they say none. */
  forRun(run: RunSettings): RunSettings {
    const { workers } = this.#current;
    return workers === null || run.workers !== undefined ? run : { ...run, workers };
  }
}

function readSettings({ settings }: Pick<Store, 'settings'>): Settings {
  const { shape } = settingsSchema;
  const kept = (Object.keys(shape) as (keyof Settings)[]).flatMap((name) => {
    // Unknown at first: a newer version may have kept something else under this name.
    const parsed = shape[name].safeParse(settings.find(name, z.unknown()));
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...defaultSettings, ...Object.fromEntries(kept) };
}
