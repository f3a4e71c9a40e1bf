import { type CommandName, commands, type Reply } from '../../preload/contract.ts';
import { toFailure } from './errors.ts';
import type { Handlers } from './handlers.ts';
import { parseInput } from './input.ts';

/** Runs a command and answers with an envelope, whatever happens: it never throws and never rejects. */
export type Dispatch = (command: string, input: unknown) => Promise<Reply<unknown>>;

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** The door for everything that comes from outside: the input is checked against the contract before a handler sees it. */
export function createDispatcher({ handlers }: { readonly handlers: Handlers }): Dispatch {
  return async (command, input) => {
    try {
      if (!isCommand(command)) throw new Error(`there is no command "${command}"`);
      const parsed = parseInput(commands[command], input, command);
      // Schema and handler belong together by the type of Handlers, which TypeScript cannot follow through a union of names.
      const handler = handlers[command] as (parsed: unknown) => unknown;
      return { ok: true, value: await handler(parsed) };
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'bug') console.error(error);
      return { ok: false, error: failure };
    }
  };
}
