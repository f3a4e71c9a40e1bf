import { Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import { Archive, Cog, Comparison, Database, History, LabTest } from '@blueprintjs/icons';
import { Fragment, type JSX } from 'react';
import { commandState, isEnabled, menus } from '../commands/command.ts';
import { commands, execute } from '../commands/commands.ts';
import { keysText } from '../commands/keys.ts';
import { addressOf, type View } from '../state/navigation.ts';
import { commandHint } from './CommandButton.tsx';
import { Logo } from './Logo.tsx';
import { Popover } from './Popover.tsx';

interface Place {
  readonly view: View;
  readonly label: string;
  readonly icon: JSX.Element;
  readonly command: string;
  /** Views that belong to it. */
  readonly names: readonly View['name'][];
}

const places: readonly Place[] = [
  { view: { name: 'data' }, label: 'Data', icon: <Database size={20} />, command: 'go.data', names: ['data'] },
  { view: { name: 'new' }, label: 'Experiments', icon: <LabTest size={20} />, command: 'go.experiments', names: ['new', 'experiments'] },
  { view: { name: 'runs' }, label: 'Runs', icon: <History size={20} />, command: 'go.runs', names: ['runs', 'run'] },
  { view: { name: 'databank' }, label: 'Databank', icon: <Archive size={20} />, command: 'go.databank', names: ['databank'] },
  { view: { name: 'compare' }, label: 'Compare', icon: <Comparison size={20} />, command: 'go.compare', names: ['compare'] },
];
const settings: Place = {
  view: { name: 'settings', section: null },
  label: 'Settings',
  icon: <Cog size={20} />,
  command: 'go.settings',
  names: ['settings'],
};

/** The places of the program, at the left edge; under the mark is the menu of everything that can be done. */
export function ActivityBar({ view }: { readonly view: View }) {
  return (
    <nav className="activity-bar" aria-label="Main">
      <Popover content={<AppMenu />} placement="right-start">
        <button type="button" className="activity-menu" aria-label="Menu" title="Menu">
          <Logo />
        </button>
      </Popover>
      <ul>
        {places.map((place) => (
          <li key={place.label}>
            <PlaceLink place={place} view={view} />
          </li>
        ))}
      </ul>
      <span className="spring" />
      <PlaceLink place={settings} view={view} />
    </nav>
  );
}

function PlaceLink({ place, view }: { readonly place: Place; readonly view: View }) {
  return (
    <a
      className="activity"
      href={addressOf(place.view)}
      aria-current={place.names.includes(view.name) ? 'page' : undefined}
      {...commandHint(place.command)}
    >
      {place.icon}
      <span>{place.label}</span>
    </a>
  );
}

/** The commands by menu, for windows without a native one. */
function AppMenu() {
  const state = commandState();
  return (
    <Menu className="app-menu">
      {menus.map((menu) => (
        <Fragment key={menu}>
          <MenuDivider title={menu} />
          {commands()
            .filter((command) => command.menu === menu)
            .map((command) => (
              <MenuItem
                key={command.id}
                text={command.label}
                label={command.keys ? keysText(command.keys) : ''}
                disabled={!isEnabled(command, state)}
                onClick={() => execute(command)}
              />
            ))}
        </Fragment>
      ))}
    </Menu>
  );
}
