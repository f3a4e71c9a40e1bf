import { openKeys, openPalette } from '../state/overlays.ts';
import { changeSettings } from '../state/settings.ts';
import { useTheme } from '../state/theme.ts';
import type { Command } from './command.ts';

export const viewCommands: readonly Command[] = [
  { id: 'palette.open', label: 'Command Palette…', menu: 'View', keys: 'mod+k', run: openPalette },
  {
    id: 'theme.toggle',
    label: 'Switch Between Light and Dark',
    menu: 'View',
    keys: 'alt+t',
    words: 'theme appearance',
    run: () => changeSettings({ theme: useTheme.getState().dark ? 'light' : 'dark' }),
  },
  {
    id: 'theme.system',
    label: 'Light or Dark as the System',
    menu: 'View',
    words: 'theme appearance',
    run: () => changeSettings({ theme: 'system' }),
  },
  { id: 'help.keys', label: 'Keyboard Shortcuts', menu: 'Help', keys: '?', words: 'help hotkeys', run: openKeys },
];
