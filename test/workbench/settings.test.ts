import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../main/store/store.ts';
import { SettingsKeeper } from '../../main/workbench/settings.ts';
import type { Settings } from '../../preload/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'organism-test-'));
const file = join(folder, 'organism.sqlite');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what the user has set, tells the desktop and every window, and passes over what another version has kept', () => {
  const themes: string[] = [];
  const told: Settings[] = [];
  const open = () => {
    const store = openStore(file);
    const desktop = { setTheme: (theme: string) => void themes.push(theme), setMenu() {} };
    const settings = new SettingsKeeper(store, desktop, (_event, payload) => void told.push(payload as Settings));
    return { store, settings };
  };
  const first = open();
  expect(first.settings.get()).toEqual({ theme: 'system', workers: null, layouts: {} });
  first.settings.change({ theme: 'dark' });
  first.settings.change({ workers: 3, layouts: { run: { panels: {} } } });
  expect(told.at(-1)).toEqual({ theme: 'dark', workers: 3, layouts: { run: { panels: {} } } });
  expect(first.settings.forRun({})).toEqual({ workers: 3 });
  expect(first.settings.forRun({ workers: 1, maxSeconds: 5 })).toEqual({ workers: 1, maxSeconds: 5 });
  first.store.close();

  const second = open();
  expect(second.settings.get()).toEqual(told.at(-1));
  expect(themes).toEqual(['system', 'dark', 'dark']);
  second.store.settings.set('theme', 'sepia');
  second.store.close();

  const third = open();
  expect(third.settings.get()).toMatchObject({ theme: 'system', workers: 3 });
  expect(third.store.settings.find('theme', z.unknown())).toBe('sepia');
  third.store.close();
});
