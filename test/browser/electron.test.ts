import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import electron from '../../main/browser/electron.ts';

const definitions = readFileSync(new URL('../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8');

/** Names of the members that electron.d.ts gives an interface or class, inherited ones of ours included. */
function membersOf(type: string): Set<string> {
  const start = definitions.search(new RegExp(`^  (interface|class) ${type}\\b`, 'm'));
  if (start < 0) return new Set();
  const block = definitions.slice(start, definitions.indexOf('\n  }', start));
  const parent = /^ {2}class \w+ extends (\w+)/.exec(block)?.[1];
  const own = [...block.matchAll(/^ {4}(?:static |readonly )*(\w+)\??[(:<]/gm)].map(([, name]) => name!);
  return new Set([...own, ...(parent ? membersOf(parent) : [])]);
}

const eventEmitter = new Set(['constructor', 'on', 'once', 'off', 'emit', 'addListener', 'removeListener']);
const typeOf = (name: string) => name[0]!.toUpperCase() + name.slice(1);

function memberNames(value: object): string[] {
  const names = new Set<string>();
  const ends = [Object.prototype, Function.prototype, EventEmitter, EventEmitter.prototype] as object[];
  for (let at = value; !ends.includes(at); at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  for (const name of ['length', 'name', 'prototype', '_events', '_eventsCount', '_maxListeners']) names.delete(name);
  return [...names].filter((name) => !eventEmitter.has(name));
}

describe("the stand-in's surface", () => {
  const exported = Object.entries(electron);

  it('has nothing that electron.d.ts does not export', () => {
    const namespace = definitions.slice(
      definitions.indexOf('namespace CrossProcessExports'),
      definitions.indexOf("declare module 'electron'"),
    );
    const names = new Set([...namespace.matchAll(/^ {4}(?:const|class) (\w+)/gm)].map(([, name]) => name));
    expect(exported.map(([name]) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(exported)('%s has no member that electron.d.ts does not give it', (name, value) => {
    const members = name === 'session' ? new Set(['defaultSession']) : membersOf(typeOf(name));
    expect(memberNames(value).filter((member) => !members.has(member))).toEqual([]);
    if (typeof value === 'function') {
      expect(memberNames(value.prototype as object).filter((member) => !members.has(member))).toEqual([]);
    }
  });

  it('throws for what it does not have', () => {
    const any = electron as unknown as Record<string, Record<string, unknown>>;
    expect(() => any.Tray).toThrow('electron.Tray is not part of the browser host');
    expect(() => any.app!.setBadgeCount).toThrow('app.setBadgeCount is not part of the browser host');
    expect(() => any.dialog!.showCertificateTrustDialog).toThrow('dialog.showCertificateTrustDialog');
    expect(() => any.Menu!.getApplicationMenu).toThrow('Menu.getApplicationMenu');
    expect(() => electron.app.getPath('crashDumps')).toThrow("app.getPath('crashDumps')");
  });

  it('insists on the order and the settings that Electron wants', async () => {
    const { BrowserWindow, app, protocol } = electron;
    const safe = { preload: '/x.cjs', sandbox: true, contextIsolation: true, nodeIntegration: false };
    await app.whenReady();
    expect(() => protocol.registerSchemesAsPrivileged([])).toThrow('before the app is ready');
    for (const unsafe of [{ sandbox: false }, { contextIsolation: false }, { nodeIntegration: true }, { preload: '' }]) {
      expect(() => new BrowserWindow({ webPreferences: { ...safe, ...unsafe } })).toThrow('shows windows with preload, sandbox');
    }
  });
});
