/** What the user has set in the window: kept in the database, the same for every window on it. Never changes a result. */
import { z } from 'zod';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const fields = {
  /** `system` follows the desktop. */
  theme: z.enum(themes),
  /** Threads of a run that does not say how many; null: as many as there are cores. */
  workers: z.int().min(1).max(256).nullable(),
  /** How panels are arranged, by kind of view, as the panels' library writes it. */
  layouts: z.record(z.string().max(40), z.unknown()),
};

export const settingsSchema = z.strictObject(fields);
export type Settings = z.infer<typeof settingsSchema>;
/** What is not named stays as it is. */
export const settingsChangeSchema = settingsSchema.partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const defaultSettings: Settings = { theme: 'system', workers: null, layouts: {} };

/** A line of the native menu, made of a command of the window (renderer/commands). */
export const menuItemSchema = z.strictObject({
  id: z.string().min(1).max(60),
  label: z.string().min(1).max(80),
  /** The title of the menu that it stands in. */
  menu: z.string().min(1).max(20),
  /** As Electron writes it, such as CmdOrCtrl+K; it is shown there and handled by the window. */
  accelerator: z.string().max(40).nullable(),
  enabled: z.boolean(),
});
export type MenuItem = z.infer<typeof menuItemSchema>;
