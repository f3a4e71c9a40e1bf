import { type Command, type CommandState, commandState, isEnabled } from './command.ts';
import { fileCommands } from './file.ts';
import { goCommands } from './go.ts';
import { panelCommands } from './panels.ts';
import { queueCommands } from './queue.ts';
import { replayCommands } from './replay.ts';
import { runCommands } from './run.ts';
import { strategyCommands } from './strategy.ts';
import { viewCommands } from './view.ts';

let all: readonly Command[] | undefined;

/** The one table of everything that the user can do. Made when it is first used: views that it names use it too. */
export function commands(): readonly Command[] {
  all ??= [
    ...fileCommands,
    ...goCommands,
    ...viewCommands,
    ...panelCommands(),
    ...runCommands,
    ...strategyCommands,
    ...queueCommands,
    ...replayCommands,
  ];
  return all;
}

/** @throws Error for an id that is in no table: a mistake of ours */
export function command(id: string): Command {
  const found = commands().find((c) => c.id === id);
  if (!found) throw new Error(`there is no command ${id}`);
  return found;
}

/** Carries out a command if it can be used now. */
export function execute(found: Command, state: CommandState = commandState()): void {
  if (isEnabled(found, state)) void found.run(state);
}
