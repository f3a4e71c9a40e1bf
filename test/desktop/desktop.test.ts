import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../../preload/contract.ts';

const calls = vi.hoisted(() => ({
  opened: [] as { defaultPath: string }[],
  saved: [] as { defaultPath: string }[],
  answers: [] as (string | null)[],
  blockers: new Set<number>(),
  notes: [] as string[],
}));

// Only what these modules touch; main/browser/electron.ts would answer dialogs in a page.
vi.mock('electron', () => ({
  app: { getPath: () => '/home/ada/Documents' },
  dialog: {
    async showOpenDialog(...args: { defaultPath: string }[]) {
      calls.opened.push(args.at(-1)!);
      const path = calls.answers.shift();
      return { canceled: !path, filePaths: path ? [path] : [] };
    },
    async showSaveDialog(...args: { defaultPath: string }[]) {
      calls.saved.push(args.at(-1)!);
      const path = calls.answers.shift();
      return { canceled: !path, filePath: path ?? '' };
    },
  },
  powerSaveBlocker: {
    start: () => {
      const id = calls.blockers.size + 1;
      calls.blockers.add(id);
      return id;
    },
    stop: (id: number) => calls.blockers.delete(id),
  },
  Notification: class {
    static isSupported = () => true;
    constructor(options: { title: string; body: string }) {
      calls.notes.push(`${options.title}: ${options.body}`);
    }
    on() {}
    show() {}
  },
}));

const { nativeDialogs } = await import('../../main/desktop/dialogs.ts');
const { Activity } = await import('../../main/desktop/activity.ts');
const { closeBeforeQuit } = await import('../../main/desktop/lifecycle.ts');
const { denyEverythingElse, denyPermissions } = await import('../../main/desktop/security.ts');

beforeEach(() => {
  for (const list of [calls.opened, calls.saved, calls.answers, calls.notes]) list.length = 0;
  calls.blockers.clear();
});

describe('native dialogs', () => {
  it('start in the documents, and then where the user was last', async () => {
    const dialogs = nativeDialogs(() => null);
    calls.answers.push('/data/prices.csv', null, '/exports/best.json', '/exports/best2.json');
    expect(await dialogs.openFile({ title: 'Import', filters: [] })).toBe('/data/prices.csv');
    expect(await dialogs.openFile({ title: 'Import', filters: [] })).toBeNull();
    expect(await dialogs.saveFile({ title: 'Export', defaultName: 'best.json', filters: [] })).toBe('/exports/best.json');
    expect(await dialogs.saveFile({ title: 'Export', defaultName: 'best.csv', filters: [] })).toBe('/exports/best2.json');
    expect(calls.opened.map((options) => options.defaultPath)).toEqual(['/home/ada/Documents', '/data']);
    expect(calls.saved.map((options) => options.defaultPath)).toEqual(['/home/ada/Documents/best.json', '/exports/best.csv']);
  });
});

describe('a run on the desktop', () => {
  const run = (state: Run['state'], generation: number, id = 'a') =>
    ({ id, name: 'Trend', state, generation, evaluations: 20, error: null, experiment: { generations: 9 } }) as Run;
  const progress: number[] = [];
  let focused = false;
  const window = { setProgressBar: (share: number) => progress.push(share), isFocused: () => focused } as unknown as BrowserWindow;

  it('keeps the machine awake, shows how far it is, and is announced at its end when nobody looks', () => {
    const activity = new Activity();
    activity.progress(run('running', 4), window);
    activity.progress(run('running', 1, 'b'), window);
    expect(calls.blockers.size).toBe(1);
    activity.progress(run('paused', 1, 'b'), window);
    expect(calls.blockers.size).toBe(1);
    activity.progress(run('finished', 9), window);
    expect(calls.blockers.size).toBe(0);
    expect(progress).toEqual([0.5, 0.35, 0.5, -1]);
    expect(calls.notes).toEqual(['Trend finished: 9 generations, 20 evaluations.']);

    focused = true;
    activity.progress(run('running', 0), window);
    activity.progress(run('finished', 9), window);
    expect(calls.notes).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('waits for the program to close, once, and then quits', async () => {
    const closing = Promise.withResolvers<void>();
    const app = Object.assign(new EventEmitter(), { quits: 0, quit: () => void app.quits++ });
    let closed = 0;
    const close = () => {
      closed++;
      return closing.promise;
    };
    closeBeforeQuit(app as unknown as Parameters<typeof closeBeforeQuit>[0], close);
    const ask = () => {
      const event = new Event('before-quit', { cancelable: true });
      app.emit('before-quit', event);
      return event.defaultPrevented;
    };
    expect(ask()).toBe(true);
    expect(ask()).toBe(true);
    expect([closed, app.quits]).toEqual([1, 0]);
    closing.resolve();
    await vi.waitFor(() => expect(app.quits).toBe(1));
    expect(ask()).toBe(false);
  });
});

describe('pages of others', () => {
  it('cannot be navigated to, opened or given permissions', () => {
    const app = new EventEmitter();
    const contents = Object.assign(new EventEmitter(), {
      handler: () => ({ action: 'allow' }),
      setWindowOpenHandler(handler: () => { action: string }) {
        contents.handler = handler;
      },
    });
    denyEverythingElse(app as unknown as Parameters<typeof denyEverythingElse>[0], null);
    app.emit('web-contents-created', {}, contents);
    const prevented = (name: string, url: string) => {
      let stopped = false;
      contents.emit(name, { url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    for (const name of ['will-navigate', 'will-redirect']) {
      expect(prevented(name, 'https://evil.example/?x=app://organism/')).toBe(true);
      expect(prevented(name, 'app://organism/index.html')).toBe(false);
    }
    expect(prevented('will-attach-webview', 'app://organism/')).toBe(true);
    expect(contents.handler()).toEqual({ action: 'deny' });

    let decided: boolean | undefined;
    denyPermissions({
      setPermissionRequestHandler: (handler) => handler?.({} as never, 'media', (granted) => (decided = granted), {} as never),
      setPermissionCheckHandler: (handler) => expect(handler?.(null, 'media', '', {} as never)).toBe(false),
    });
    expect(decided).toBe(false);
  });
});
