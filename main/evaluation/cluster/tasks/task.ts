/** A module that can be a task: its default export is called with the input, in a worker thread, on whatever host. */
export interface TaskModule<Input = never, Output = unknown> {
  readonly default: (input: Input) => Output;
}

/** The name of a task module, with the types of what goes in and comes out. */
export interface Task<Input, Output> {
  readonly module: string;
  /** Only for the compiler: a task carries nothing but its name. */
  readonly types?: (input: Input) => Output;
}

const NAME = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

/**
 * The task whose module has this name in the tasks folder of every host, without the ending of the file.
 *
 *     const score = task<typeof import('./tasks/score.ts')>('score');
 *
 * @throws TypeError when it is no name, above all when it is a function
 */
export function task<M extends TaskModule>(module: string): Task<Parameters<M['default']>[0], Awaited<ReturnType<M['default']>>> {
  return { module: checkName(module) };
}

export function checkName(module: unknown): string {
  if (typeof module === 'function') throw new TypeError(functionCannotTravel(module.name));
  if (typeof module !== 'string' || !NAME.test(module)) {
    throw new TypeError(`${JSON.stringify(module)} is no name of a task module: letters, digits, - and _, with / between folders.`);
  }
  return module;
}

const functionCannotTravel = (name: string) =>
  `The function ${name === '' ? '(without a name)' : name} cannot travel to a worker: it may use variables of this process, which are not there. ` +
  `Make it the default export of a module in the tasks folder, give it what it needs as input, and submit task('name-of-the-module').`;

/** What a task threw, or why it could not be carried out. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly module: string;
  readonly reason: 'threw' | 'time limit' | 'host lost';

  /** @param cause what the task threw, as far as that can be copied */
  constructor(module: string, reason: TaskError['reason'], message: string, options?: ErrorOptions) {
    super(`Task ${module} ${message}`, options);
    this.module = module;
    this.reason = reason;
  }
}
