import type { Command } from 'commander';
import { type ClusterSettings, checkEngine, launchHosts } from '../workbench/cluster.ts';
import { ExpectedError } from '../workbench/errors.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { type Session, wholeNumber, withWorkbench, workersFlag } from './session.ts';

/** Flags that say where the cluster's server is. */
export interface EngineFlags {
  readonly engine?: string;
  readonly pool?: string;
  readonly passwordFile?: string;
  readonly ca?: string;
}

/** Flags of commands that compute: on threads of this machine, or on a cluster when they are told to. */
export interface ComputeFlags extends EngineFlags {
  readonly db?: string;
  readonly workers?: number;
  readonly minWorkers?: number;
  readonly hostfile?: string;
}

const engineFlag = ['--engine <url>', 'compute on the workers of a cluster: redis://host:6379, or rediss:// for TLS'] as const;
export const poolFlag = ['--pool <name>', 'pool of workers (default: default)'] as const;
export const passwordFlag = ['--password-file <file>', 'file with the password of the server'] as const;
export const caFlag = ['--ca <file>', 'certificate (PEM) of the authority that signed the server’s'] as const;
const minWorkersFlag = ['--min-workers <n>', 'workers to wait for before it begins (default: 1)', wholeNumber(1, 10_000)] as const;
const hostfileFlag = ['--hostfile <file>', 'start a worker on each of these hosts, and stop it at the end'] as const;

/** Gives a command the flags that say where it computes. */
export const withComputeFlags = (command: Command): Command =>
  command
    .option(...workersFlag)
    .option(...engineFlag)
    .option(...minWorkersFlag)
    .option(...hostfileFlag)
    .option(...poolFlag)
    .option(...passwordFlag)
    .option(...caFlag);

export const engineSettings = (engine: string, { pool, passwordFile, ca }: EngineFlags) => ({
  url: engine,
  ...(pool === undefined ? {} : { pool }),
  ...(passwordFile === undefined ? {} : { passwordFile }),
  ...(ca === undefined ? {} : { caFile: ca }),
});

const notice = (message: string) => void process.stderr.write(`${message}\n`);

/** The cluster that the flags ask for; undefined when they do not. @throws {ExpectedError} when one is missing */
function clusterSettings(flags: ComputeFlags): ClusterSettings | undefined {
  if (flags.engine !== undefined) {
    const { minWorkers, workers } = flags;
    if (workers !== undefined)
      throw new ExpectedError(
        '--workers counts threads of this machine, and --engine computes on a cluster, whose workers have --slots: leave one of them out.',
      );
    return { ...engineSettings(flags.engine, flags), ...(minWorkers === undefined ? {} : { minWorkers }), onNotice: notice };
  }
  const given = (['pool', 'passwordFile', 'ca', 'minWorkers', 'hostfile'] as const).filter((flag) => flags[flag] !== undefined);
  if (given.length === 0) return undefined;
  const names = given.map((flag) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(', ');
  throw new ExpectedError(
    `${names} says how to use a cluster: add --engine redis://host:6379, or leave it out to compute on this machine.`,
  );
}

/** The cluster that the flags ask for, with the workers of the hostfile, for as long as `use` takes; undefined when they ask for none. */
export async function withCluster<T>(flags: ComputeFlags, use: (cluster: ClusterSettings | undefined) => Promise<T>): Promise<T> {
  const cluster = clusterSettings(flags);
  // Tried before there is a run that would fail, and before workers are started that would.
  if (flags.engine !== undefined) await checkEngine(engineSettings(flags.engine, flags));
  return withHosts(flags, (hopeless) => use(cluster && { ...cluster, ...hopeless }));
}

/** Opens the workbench for as long as `use` takes, computing where the flags say. */
export const withEngine = <T>(session: Session, flags: ComputeFlags, use: (workbench: Workbench) => Promise<T>): Promise<T> =>
  withCluster(flags, (cluster) => withWorkbench(session, { ...flags, cluster }, use));

/** Starts the workers of the hostfile, if there is one, for as long as `use` takes. */
async function withHosts<T>(flags: ComputeFlags, use: (hopeless: Pick<ClusterSettings, 'hopeless'>) => Promise<T>): Promise<T> {
  const { hostfile, engine } = flags;
  if (hostfile === undefined || engine === undefined) return use({});
  const hosts = await launchHosts(hostfile, {
    engine: engineSettings(engine, flags),
    command: [process.execPath, process.argv[1]!],
    onLine: (host, line) => {
      const shown = reported(line);
      if (shown !== undefined) notice(`${host}: ${shown}`);
    },
  });
  try {
    return await use({
      hopeless: () =>
        hosts.allEnded ? `Every worker of ${hostfile} has ended, and no other one is in the pool: what they said stands above.` : undefined,
    });
  } finally {
    await hosts.stop();
  }
}

/** Of what a worker logs, that which somebody who follows a run has to know. */
function reported(line: string): string | undefined {
  if (!line.startsWith('{')) return line;
  const { level, event, message } = JSON.parse(line) as { level?: string; event?: string; message?: string };
  return level === 'info' ? undefined : `${event}: ${message}`;
}
