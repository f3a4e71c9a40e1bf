import { createInterface } from 'node:readline';
import { Command, InvalidArgumentError } from 'commander';
import { type HostLog, joinPool } from '../workbench/cluster.ts';
import { caFlag, type EngineFlags, engineSettings, passwordFlag, poolFlag } from './engine.ts';
import { printJson, type Session, wholeNumber } from './session.ts';

interface WorkerFlags extends EngineFlags {
  readonly engine: string;
  readonly slots?: number | 'auto';
  readonly cacheDir?: string;
  readonly tasks?: string;
  readonly supervised?: boolean;
}

export const workerCommand = (session: Session): Command =>
  new Command('worker')
    .description('evaluate for a cluster until SIGTERM; logs one JSON object a line')
    .requiredOption('--engine <url>', 'the cluster’s server: redis://host:6379, or rediss:// for TLS')
    .option(...poolFlag)
    .option('--slots <n>', 'strategies evaluated at the same time (default: auto, one a core)', slots)
    .option('--cache-dir <dir>', 'where data sets are kept (default: the platform’s folder for caches)')
    .option(...passwordFlag)
    .option(...caFlag)
    .option('--tasks <dir>', 'folder with modules that may be asked for as tasks (default: none may)')
    .option('--supervised', 'take the password from the first line of standard input, and leave when that ends')
    .action((flags: WorkerFlags) => serve(session, flags));

function slots(text: string): number | 'auto' {
  if (text === 'auto') return text;
  try {
    return wholeNumber(1, 1_024)(text);
  } catch {
    throw new InvalidArgumentError('It takes auto or a whole number from 1 to 1024.');
  }
}

const log: HostLog = (level, event, details = {}) => printJson({ time: new Date().toISOString(), level, event, ...details });

/** Serves until it is told to leave; what it has begun is finished. */
async function serve({ workerFile, taskWorkerFile }: Session, flags: WorkerFlags): Promise<void> {
  const told = Promise.withResolvers<string>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told.resolve(signal));
  const supervisor = flags.supervised ? await listen(() => told.resolve('end of standard input')) : undefined;
  let leaving = false;
  void told.promise.then(() => {
    leaving = true;
  });
  const joining = joinPool({
    engine: { ...engineSettings(flags.engine, flags), ...(supervisor ? { password: supervisor } : {}) },
    slots: flags.slots === 'auto' ? undefined : flags.slots,
    cacheFolder: flags.cacheDir,
    taskFolder: flags.tasks,
    workerFile,
    taskWorkerFile,
    log,
  });
  // Told to leave before it has joined it has nothing to finish, and nobody minds whether it could have joined.
  const host = await joining.catch((error: unknown) => {
    if (!leaving) throw error;
  });
  log('info', 'leaving', { reason: await told.promise });
  await host?.leave();
  process.stdin.destroy();
}

/** The first line of standard input. */
function listen(onEnd: () => void): Promise<string> {
  const input = createInterface(process.stdin);
  return new Promise((resolve) => {
    input.once('line', resolve);
    input.once('close', () => {
      resolve('');
      onEnd();
    });
  });
}
