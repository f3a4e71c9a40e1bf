import { EventEmitter } from 'node:events';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { MenuItem, Run } from '../../preload/contract.ts';

const calls = vi.hoisted(() => ({
  menu: [] as MenuItemConstructorOptions[],
  questions: [] as string[],
  answer: 0,
  nativeTheme: { themeSource: 'system' },
}));
vi.mock('electron', () => ({
  app: { name: 'Organism' },
  Menu: {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (template: MenuItemConstructorOptions[]) => {
      calls.menu = template;
    },
  },
  nativeTheme: calls.nativeTheme,
  shell: {},
  dialog: {
    async showMessageBox(...args: { message: string }[]) {
      calls.questions.push(args.at(-1)!.message);
      return { response: calls.answer };
    },
  },
}));
const { setMenu, setTheme } = await import('../../main/desktop/menu.ts');
const { Closing } = await import('../../main/desktop/closing.ts');

beforeEach(() => {
  calls.questions.length = 0;
  calls.answer = 0;
});

const chosen: string[] = [];
const options = { databaseFile: '/x.sqlite', choose: (id: string) => void chosen.push(id), quit: () => {} };
const item = (id: string, menu: string, accelerator: string | null, enabled = true): MenuItem => ({
  id,
  label: id,
  menu,
  accelerator,
  enabled,
});
const submenu = (label: string) =>
  calls.menu.find((menu) => menu.label === label || menu.role === label)!.submenu as MenuItemConstructorOptions[];

it("has the window's commands in their menus, beside the platform's own lines", () => {
  setMenu([], options);
  const bare = calls.menu.map((menu) => menu.role ?? menu.label);
  expect(bare).toEqual(expect.arrayContaining(['File', 'editMenu', 'View', 'windowMenu', 'help']));
  setMenu([item('run.stop', 'Run', 'Alt+S', false), item('data.import', 'File', 'CmdOrCtrl+O'), item('go.runs', 'Go', null)], options);
  const titles = calls.menu.map((menu) => menu.role ?? menu.label);
  expect(titles.filter((title) => title !== 'Organism')).toEqual(['File', 'editMenu', 'Go', 'View', 'Run', 'windowMenu', 'help']);
  expect(submenu('Run')).toMatchObject([{ id: 'run.stop', enabled: false, accelerator: 'Alt+S', registerAccelerator: false }]);
  expect(submenu('Go')[0]).not.toHaveProperty('accelerator');
  submenu('File')[0]!.click!({} as never, undefined, {} as never);
  expect(chosen).toEqual(['data.import']);
});

it('gives the theme to the system', () => {
  setTheme('dark');
  expect(calls.nativeTheme.themeSource).toBe('dark');
});

function closing(running: readonly Partial<Run>[], platform: NodeJS.Platform = 'linux') {
  const app = Object.assign(new EventEmitter(), { quits: 0, quit: () => void app.quits++ });
  const window = new EventEmitter() as unknown as BrowserWindow;
  const closing = new Closing(app as never, () => running as readonly Run[]);
  closing.guard(window, platform);
  const close = () => {
    const event = new Event('close', { cancelable: true });
    (window as unknown as EventEmitter).emit('close', event);
    return event.defaultPrevented;
  };
  return { app, closing, close };
}

it('asks before a window is closed over a run, and closes it when the user says so', async () => {
  const { app, close } = closing([{ name: 'Trend' }]);
  expect(close()).toBe(true);
  expect(close()).toBe(true);
  await vi.waitFor(() => expect(calls.questions).toEqual(['“Trend” is under way.']));
  expect(app.quits).toBe(0);
  calls.answer = 1;
  await vi.waitFor(() => {
    expect(close()).toBe(true);
    expect(app.quits).toBe(1);
  });
  app.emit('before-quit');
  expect(close()).toBe(false);
});

it('asks nothing when nothing runs, nor on a Mac, where runs outlive the window until the program quits', async () => {
  expect(closing([]).close()).toBe(false);
  const mac = closing([{ name: 'Trend' }, { name: 'Mean' }], 'darwin');
  expect(mac.close()).toBe(false);
  expect(calls.questions).toEqual([]);
  await mac.closing.quit(null);
  expect([calls.questions, mac.app.quits]).toEqual([['2 runs are under way.'], 0]);
});
