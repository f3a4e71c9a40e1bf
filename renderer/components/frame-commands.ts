import { type HotkeyConfig, useHotkeys } from '@blueprintjs/core';
import { useEffect, useMemo } from 'react';
import type { MenuItem } from '../../preload/contract.ts';
import { bridge, call } from '../client.ts';
import { type CommandState, commandState, isEnabled } from '../commands/command.ts';
import { command, commands, execute } from '../commands/commands.ts';
import { accelerator } from '../commands/keys.ts';
import { toastError } from '../state/toaster.ts';

/** Whether a question stands over the window: then keys belong to it. */
const isAsked = () => document.querySelector('[aria-modal="true"], .bp6-alert, dialog[open]') !== null;

/** What is typed with these is text on some keyboards. */
const types = (keys: string) => !keys.startsWith('mod+') && !/^alt\+(shift\+)?(left|right|up|down|page)/.test(keys);

/** Listens to the keys of every command. */
export function useCommandKeys(): void {
  const hotkeys = useMemo(
    () =>
      commands().flatMap((found): HotkeyConfig[] => {
        if (!found.keys) return [];
        const onKeyDown = (event: KeyboardEvent) => {
          const state = commandState();
          if (event.defaultPrevented || isAsked() || !isEnabled(found, state)) return;
          event.preventDefault();
          execute(found, state);
        };
        return [{ combo: found.keys, label: found.label, global: true, allowInInput: !types(found.keys), onKeyDown }];
      }),
    [],
  );
  useHotkeys(hotkeys, { showDialogKeyCombo: false as unknown as string });
}

const menuItems = (state: CommandState): MenuItem[] =>
  commands().map((found) => ({
    id: found.id,
    label: found.label,
    menu: found.menu,
    accelerator: found.keys ? accelerator(found.keys) : null,
    enabled: isEnabled(found, state),
  }));

/** Tells the native menu what can be done now, and carries out what is chosen there. */
export function useNativeMenu(state: CommandState): void {
  const items = JSON.stringify(menuItems(state));
  useEffect(() => {
    call('menu.set', { items: JSON.parse(items) as MenuItem[] }).catch(toastError);
  }, [items]);
  useEffect(() => bridge().on('menu.chosen', (id) => execute(command(id))), []);
}
