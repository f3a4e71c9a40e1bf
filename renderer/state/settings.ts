import { create } from 'zustand';
import { defaultSettings, type Settings, type SettingsChange } from '../../preload/contract.ts';
import { bridge, call } from '../client.ts';
import { toastError } from './toaster.ts';

/** What the user has set. Read once before the first view is drawn, then main says what has changed. */
export const useSettings = create<Settings>(() => defaultSettings);

/** Reads the settings and follows them; the window is usable without them, so a failure is only told. */
export async function followSettings(): Promise<void> {
  bridge().on('settings.changed', (settings) => useSettings.setState(settings));
  try {
    useSettings.setState(await call('settings.get', {}));
  } catch (error) {
    toastError(error);
  }
}

/** Shown at once, and kept. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  useSettings.setState(change as Partial<Settings>);
  try {
    await call('settings.change', change);
  } catch (error) {
    toastError(error);
  }
}
