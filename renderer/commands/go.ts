import { go, type View } from '../state/navigation.ts';
import type { Command } from './command.ts';

const place = (id: string, label: string, keys: string, view: View, words = ''): Command => ({
  id: `go.${id}`,
  label,
  menu: 'Go',
  keys,
  words,
  run: () => go(view),
});

/** The places of the activity bar, in its order. */
export const goCommands: readonly Command[] = [
  place('data', 'Data', 'mod+1', { name: 'data' }, 'data sets bars prices'),
  place('experiments', 'Experiments', 'mod+2', { name: 'new' }, 'new experiment form'),
  place('presets', 'Presets and Saved Experiments', 'mod+shift+2', { name: 'experiments' }, 'duplicate tag note'),
  place('runs', 'Runs', 'mod+3', { name: 'runs' }),
  place('databank', 'Databank', 'mod+4', { name: 'databank' }, 'strategies kept hall of fame'),
  place('compare', 'Compare', 'mod+5', { name: 'compare' }, 'two runs side by side'),
  place('settings', 'Settings', 'mod+,', { name: 'settings', section: null }, 'preferences options'),
  { id: 'go.back', label: 'Back', menu: 'Go', keys: 'alt+left', run: () => history.back() },
  { id: 'go.forward', label: 'Forward', menu: 'Go', keys: 'alt+right', run: () => history.forward() },
];
