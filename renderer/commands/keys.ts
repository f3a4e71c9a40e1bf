const isMac = /mac/i.test(navigator.platform);

const words: Readonly<Record<string, string>> = isMac
  ? { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧', left: '←', right: '→', up: '↑', down: '↓', pageup: 'Page Up', pagedown: 'Page Down' }
  : {
      mod: 'Ctrl',
      ctrl: 'Ctrl',
      alt: 'Alt',
      shift: 'Shift',
      left: '←',
      right: '→',
      up: '↑',
      down: '↓',
      pageup: 'Page Up',
      pagedown: 'Page Down',
    };

const names: Readonly<Record<string, string>> = { enter: 'Enter', delete: 'Delete', home: 'Home', end: 'End', space: 'Space' };

const parts = (keys: string) => keys.split('+');

/** `mod+k` as people read it: Ctrl+K, or ⌘K on a Mac. */
export const keysText = (keys: string): string =>
  parts(keys)
    .map((key) => words[key] ?? names[key] ?? key.toUpperCase())
    .join(isMac ? '' : '+');

const ariaWords: Readonly<Record<string, string>> = {
  ...{ mod: isMac ? 'Meta' : 'Control', ctrl: 'Control', alt: 'Alt', shift: 'Shift', left: 'ArrowLeft', right: 'ArrowRight' },
  ...{ up: 'ArrowUp', down: 'ArrowDown', pageup: 'PageUp', pagedown: 'PageDown' },
};

/** As `aria-keyshortcuts` wants it. */
export const ariaKeys = (keys: string): string =>
  parts(keys)
    .map((key) => ariaWords[key] ?? key.toUpperCase())
    .join('+');

const electronWords: Readonly<Record<string, string>> = {
  ...{ mod: 'CmdOrCtrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', left: 'Left', right: 'Right', up: 'Up', down: 'Down' },
  ...{ pageup: 'PageUp', pagedown: 'PageDown' },
};

/** As a menu of Electron wants it. */
export const accelerator = (keys: string): string =>
  parts(keys)
    .map((key) => electronWords[key] ?? key.toUpperCase())
    .join('+');
