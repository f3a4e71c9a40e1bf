import { type ReplayHandle, useReplayHandle } from '../state/replay-handle.ts';
import type { Command, CommandState } from './command.ts';

const isShown = ({ view }: CommandState) => view.name === 'run' && view.tab === 'replay';
const onReplay = (act: (replay: ReplayHandle) => void) => () => {
  const { replay } = useReplayHandle.getState();
  if (replay) act(replay);
};
const command = (id: string, label: string, act: (replay: ReplayHandle) => void, words: string, keys?: string): Command => ({
  ...{ id: `replay.${id}`, label, menu: 'Run', words, enabled: isShown, run: onReplay(act) },
  ...(keys ? { keys } : {}),
});

/** What can be done in the replay. Its single keys, such as the space bar, belong to the place: see use-replay-keys.ts. */
export const replayCommands: readonly Command[] = [
  command('play', 'Play or Pause Replay', (replay) => replay.toggle(), 'generations animate'),
  command('pinA', 'Pin Generation as A', (replay) => replay.pin('a'), 'compare generations'),
  command('pinB', 'Pin Generation as B', (replay) => replay.pin('b'), 'compare generations'),
  command('compare', 'Compare Pinned Generations', (replay) => replay.compare(), 'side by side', 'alt+c'),
  command('film', 'Save Replay as a Film…', (replay) => replay.film(), 'export gif webm video', 'alt+v'),
];
