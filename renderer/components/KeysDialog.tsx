import { Classes, Dialog } from '@blueprintjs/core';
import { menus } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { keysText } from '../commands/keys.ts';
import { closeKeys, useOverlays } from '../state/overlays.ts';

/** Keys that belong to a place rather than to a command. */
const places: readonly { readonly title: string; readonly keys: readonly (readonly [keys: string, label: string])[] }[] = [
  {
    title: 'Tables',
    keys: [
      ['up', 'Row above'],
      ['down', 'Row below'],
      ['home', 'First row'],
      ['end', 'Last row'],
      ['enter', 'Open the row'],
    ],
  },
  {
    title: 'Tabs of panels',
    keys: [
      ['left', 'Tab to the left'],
      ['right', 'Tab to the right'],
      ['enter', 'Show the panel'],
      ['delete', 'Close the panel'],
    ],
  },
  {
    title: 'Replay',
    keys: [
      ['space', 'Play or pause'],
      ['right', 'Next generation'],
      ['left', 'Previous generation'],
      ['shift+right', 'Ten generations on'],
      ['shift+left', 'Ten generations back'],
      ['home', 'First generation'],
      ['end', 'Last generation'],
      ['a', 'Pin the generation as A'],
      ['b', 'Pin the generation as B'],
    ],
  },
  {
    title: 'Graph of ancestors',
    keys: [
      ['left', 'First parent'],
      ['right', 'Child'],
      ['down', 'Line below'],
      ['up', 'Line above'],
      ['enter', 'Open or close the line of the second parent'],
      ['home', 'The individual'],
      ['end', 'Its oldest first parent'],
      ['0', 'Fit the graph'],
    ],
  },
];

/** Every shortcut, as the commands and the places have them. */
export function KeysDialog() {
  const isOpen = useOverlays((s) => s.keys);
  const sections = [
    ...menus.map((title) => ({
      title,
      keys: commands().flatMap(({ menu, keys, label }) => (menu === title && keys ? [[keys, label] as const] : [])),
    })),
    ...places,
  ].filter(({ keys }) => keys.length > 0);
  return (
    <Dialog isOpen={isOpen} onClose={closeKeys} title="Keyboard shortcuts" className="keys-dialog">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to be able to do that */}
      <section className={`${Classes.DIALOG_BODY} keys-body`} aria-label="Shortcuts" tabIndex={0}>
        <div className="keys-columns">
          {sections.map(({ title, keys }) => (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              <dl>
                {keys.map(([combo, label]) => (
                  <div key={`${combo} ${label}`}>
                    <dt>{label}</dt>
                    <dd>
                      <kbd>{keysText(combo)}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </section>
    </Dialog>
  );
}
