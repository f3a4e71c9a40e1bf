import { Classes, Overlay2 } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Run } from '../../preload/contract.ts';
import { type Command, commandState, isEnabled } from '../commands/command.ts';
import { commands, execute } from '../commands/commands.ts';
import { keysText } from '../commands/keys.ts';
import { go } from '../state/navigation.ts';
import { closePalette, useOverlays } from '../state/overlays.ts';
import { ranked } from './palette-ranking.ts';

/** Every run is a place to go to. */
const toRun = (run: Run): Command => ({
  id: `go.run.${run.id}`,
  label: run.name,
  menu: 'Run',
  words: `open run ${run.state} ${run.dataset.name}`,
  run: () => go({ name: 'run', run: run.id, tab: 'live' }),
});

/** Everything that can be done now, found by a few letters. */
export function CommandPalette({ runs }: { readonly runs: readonly Run[] }) {
  const isOpen = useOverlays((s) => s.palette);
  return (
    <Overlay2 isOpen={isOpen} onClose={closePalette} className="palette-overlay" transitionDuration={0}>
      <div className={`palette ${Classes.DIALOG}`} role="dialog" aria-modal="true" aria-label="Command palette">
        {isOpen && <Palette runs={runs} />}
      </div>
    </Overlay2>
  );
}

function Palette({ runs }: { readonly runs: readonly Run[] }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const usable = useMemo(() => {
    const state = commandState();
    return [...commands().filter((c) => c.id !== 'palette.open' && isEnabled(c, state)), ...runs.map(toRun)];
  }, [runs]);
  const found = useMemo(() => ranked(usable, text), [usable, text]);
  const current = Math.min(chosen, found.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const accept = (command: Command | undefined) => {
    if (!command) return;
    closePalette();
    execute(command);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      const wrapped = Math.abs(step) === 1 ? (current + step + found.length) % Math.max(1, found.length) : current + step;
      setChosen(Math.max(0, Math.min(found.length - 1, wrapped)));
    } else if (event.key === 'Enter') accept(found[current]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="palette-search">
        <Search />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
          autoFocus
          type="text"
          role="combobox"
          aria-label="Search commands and runs"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="What do you want to do?"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Commands" className="palette-list">
        {found.map((command, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and the keys
          <div
            key={command.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === current}
            className="palette-item"
            onMouseMove={() => setChosen(i)}
            onClick={() => accept(command)}
          >
            <span className="muted palette-menu">{command.menu}</span>
            <span className="ellipsis">{command.label}</span>
            {command.keys && (
              <span aria-hidden="true" className="muted">
                {keysText(command.keys)}
              </span>
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="palette-none muted" role="status">
          Nothing is called that. Fewer letters find more.
        </p>
      )}
    </>
  );
}
