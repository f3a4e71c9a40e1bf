import { type CommandName, cancellable, commands, type Reply } from '../../preload/contract.ts';
import { toFailure } from './errors.ts';
import type { Handlers } from './handlers.ts';
import { parseInput } from './input.ts';
import type { Underway } from './underway.ts';

/** Runs a command and answers with an envelope, whatever happens: it never throws and never rejects. */
export type Dispatch = (command: string, input: unknown) => Promise<Reply<unknown>>;

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

const isCancellable = (name: CommandName) => cancellable.some((other) => other === name);

/** The door for everything that comes from outside: the input is checked against the contract before a handler sees it. */
export function createDispatcher({ handlers, underway }: { readonly handlers: Handlers; readonly underway: Underway }): Dispatch {
  return async (command, input) => {
    try {
      if (!isCommand(command)) throw new Error(`there is no command "${command}"`);
      const parsed = parseInput(commands[command], input, command);
      // Schema and handler belong together by the type of Handlers, which TypeScript cannot follow through a union of names.
      const handler = handlers[command] as (parsed: unknown, signal?: AbortSignal) => unknown;
      const value = isCancellable(command) ? underway.run(command, input, (signal) => handler(parsed, signal)) : handler(parsed);
      return { ok: true, value: await value };
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'bug') console.error(error);
      return { ok: false, error: failure };
    }
  };
}
