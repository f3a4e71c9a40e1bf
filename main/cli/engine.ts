import { type ClusterSettings, launchHosts } from '../workbench/cluster.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { wholeNumber } from './session.ts';

/** Flags that say where the cluster's server is. */
export interface EngineFlags {
  readonly engine?: string;
  readonly pool?: string;
  readonly passwordFile?: string;
  readonly ca?: string;
}

/** Flags of commands that compute on a cluster when they are told to. */
export interface ClusterFlags extends EngineFlags {
  readonly minWorkers?: number;
  readonly hostfile?: string;
}

export const engineFlag = ['--engine <url>', 'compute on the workers of a cluster: redis://host:6379, or rediss:// for TLS'] as const;
export const poolFlag = ['--pool <name>', 'pool of workers (default: default)'] as const;
export const passwordFlag = ['--password-file <file>', 'file with the password of the server'] as const;
export const caFlag = ['--ca <file>', 'certificate (PEM) of the authority that signed the server’s'] as const;
export const minWorkersFlag = ['--min-workers <n>', 'workers to wait for before it begins (default: 1)', wholeNumber(1, 10_000)] as const;
export const hostfileFlag = ['--hostfile <file>', 'start a worker on each of these hosts, and stop it at the end'] as const;

export const engineSettings = (engine: string, { pool, passwordFile, ca }: EngineFlags) => ({
  url: engine,
  ...(pool === undefined ? {} : { pool }),
  ...(passwordFile === undefined ? {} : { passwordFile }),
  ...(ca === undefined ? {} : { caFile: ca }),
});

const notice = (message: string) => void process.stderr.write(`${message}\n`);

/** The cluster that the flags ask for; undefined when they do not. @throws {ExpectedError} when one is missing */
export function clusterSettings(flags: ClusterFlags): ClusterSettings | undefined {
  if (flags.engine !== undefined) {
    const { minWorkers } = flags;
    return { ...engineSettings(flags.engine, flags), ...(minWorkers === undefined ? {} : { minWorkers }), onNotice: notice };
  }
  const given = (['pool', 'passwordFile', 'ca', 'minWorkers', 'hostfile'] as const).filter((flag) => flags[flag] !== undefined);
  if (given.length === 0) return undefined;
  const names = given.map((flag) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(', ');
  throw new ExpectedError(
    `${names} says how to use a cluster: add --engine redis://host:6379, or leave it out to compute on this machine.`,
  );
}

/** Starts the workers of the hostfile, if there is one, for as long as `use` takes. */
export async function withHosts<T>(flags: ClusterFlags, use: () => Promise<T>): Promise<T> {
  if (flags.hostfile === undefined || flags.engine === undefined) return use();
  const hosts = await launchHosts(flags.hostfile, {
    engine: engineSettings(flags.engine, flags),
    command: [process.execPath, process.argv[1]!],
    onLine: (host, line) => {
      const shown = reported(line);
      if (shown !== undefined) notice(`${host}: ${shown}`);
    },
  });
  try {
    return await use();
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
