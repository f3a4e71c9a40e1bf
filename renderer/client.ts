import {
  type Bridge,
  type CommandInput,
  type CommandName,
  cancellable,
  type ErrorKind,
  type Failure,
  type Results,
} from '../preload/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page was opened in a plain browser. */
    readonly organism?: Bridge;
  }
}

/** The page stands in a browser by itself. */
export class UnconnectedError extends Error {
  override readonly name = 'UnconnectedError';
}

/** The bridge to the main process. @throws {UnconnectedError} when the page was not opened by Organism */
export function bridge(): Bridge {
  if (!window.organism)
    throw new UnconnectedError('This page was not opened by Organism: start Organism, and open the address that it prints.');
  return window.organism;
}

/** A reply that was not ok: what went wrong, for whom to mend, and the lines that go with it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: ErrorKind;
  readonly details: readonly string[];

  constructor(failure: Failure) {
    super(failure.message);
    this.code = failure.code;
    this.details = failure.details;
  }
}

/**
 * Sends a command and takes its result out of the envelope. Throws `CommandError` when the reply is not ok.
 *
 * @param signal says that the answer is no longer wanted, of a command that can be cancelled
 */
export async function call<C extends CommandName>(command: C, input: CommandInput<C>, signal?: AbortSignal): Promise<Results[C]> {
  const name = cancellable.find((other) => other === command);
  if (name) signal?.addEventListener('abort', () => void bridge().invoke('commands.cancel', { command: name, input }), { once: true });
  const reply = await bridge().invoke(command, input);
  if (reply.ok) return reply.value;
  throw new CommandError(reply.error);
}

/** Any thrown value as a failure that can be shown; what is not a reply of ours is a bug. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'bug', message: error instanceof Error ? error.message : String(error), details: [] };
}
