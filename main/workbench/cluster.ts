import { availableParallelism } from 'node:os';
import envPaths from 'env-paths';
import type { Cluster, ClusterOptions } from '../evaluation/cluster/cluster.ts';
import type { EngineSettings } from '../evaluation/cluster/connection.ts';
import type { Host, HostLog } from '../evaluation/cluster/host.ts';
import { parseHostfile } from '../evaluation/cluster/hostfile.ts';
import type { LaunchedHosts, LaunchOptions } from '../evaluation/cluster/launch.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { checkProblem } from '../evaluation/problem.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { ISLAND, islandProgram } from './island-program.ts';
import { readText } from './read-text.ts';
import { version } from './version.ts';

/*
 * BullMQ and its driver take a while to load, and most sessions never need them: everything of the cluster is imported
 * when it is first used.
 */

export type { EngineSettings, HostLog };

/** Where runs are computed instead of on the threads of this machine. Never changes a result. */
export interface ClusterSettings extends EngineSettings {
  /** Workers that a run waits for before it begins; 1 when absent. */
  readonly minWorkers?: number;
  /** Why no worker is going to come to a pool that has none; undefined as long as one may. */
  readonly hopeless?: ClusterOptions['hopeless'];
  /** Told of workers that join and leave, and of what the user should do. */
  readonly onNotice?: (message: string) => void;
  /** Told which host has which chunk. */
  readonly observer?: NonNullable<ClusterOptions['observer']>;
  /** Told who is there, about once a second, as soon as the server has been reached. */
  readonly onHosts?: ClusterOptions['onHosts'];
  /** Told why the server is away, and null when it is back. */
  readonly onServer?: ClusterOptions['onServer'];
}

export interface ClusterEngine extends EvaluationEngine {
  /** Finds out whether the server can be used, and nothing else. @throws {ClusterError} which says why it cannot */
  check(): Promise<void>;
  /** Reaches the server before the first evaluation does. @throws {ClusterError} which says why that is impossible */
  connect(): Promise<void>;
}

/** The engine that evaluates on the workers of a pool. @throws {ClusterError} with the first evaluation, if not then */
export function clusterEngine({ minWorkers, hopeless, onNotice, onHosts, onServer, observer, ...engine }: ClusterSettings): ClusterEngine {
  const options: ClusterOptions = {
    engine,
    version,
    ...(minWorkers === undefined ? {} : { minWorkers }),
    ...(hopeless === undefined ? {} : { hopeless }),
    ...(onNotice === undefined ? {} : { onNotice }),
    ...(observer === undefined ? {} : { observer }),
    ...(onHosts === undefined ? {} : { onHosts }),
    ...(onServer === undefined ? {} : { onServer }),
  };
  let opening: ReturnType<typeof open> | undefined;
  let cluster: Cluster | undefined;
  const open = async () => {
    cluster = new (await import('../evaluation/cluster/cluster.ts')).Cluster(options);
    return cluster;
  };
  const opened = () => {
    opening ??= open();
    return opening;
  };
  return {
    workers: 0,
    evaluator(problem, onFailure) {
      checkProblem(problem);
      let evaluate: Evaluate | undefined;
      return async (genomes, signal) => {
        evaluate ??= (await opened()).evaluator(problem, onFailure);
        return evaluate(genomes, signal);
      };
    },
    programs: {
      slots: (program) => cluster?.slotsFor(program) ?? 0,
      compute: async (...program) => (await opened()).compute(...program),
    },
    check: () => checkEngine(engine),
    connect: async () => void (await (await opened()).connect()),
    close: async () => (await opening)?.close(),
  };
}

/** Finds out whether the server can be used, and nothing else. @throws {ClusterError} which says why it cannot */
export async function checkEngine(engine: EngineSettings): Promise<void> {
  const { poolName } = await import('../evaluation/cluster/connection.ts');
  const { checkServer } = await import('../evaluation/cluster/server-check.ts');
  poolName(engine);
  await checkServer(engine);
}

export interface WorkerOptions {
  readonly engine: EngineSettings;
  readonly slots?: number | undefined;
  readonly cacheFolder?: string | undefined;
  readonly taskFolder?: string | undefined;
  readonly workerFile: string;
  readonly taskWorkerFile: string;
  readonly log: HostLog;
}

/** Joins a pool as a worker. @throws {ClusterError} */
export async function joinPool({ slots, cacheFolder, taskFolder, ...options }: WorkerOptions): Promise<Host> {
  const { Host } = await import('../evaluation/cluster/host.ts');
  return Host.join({
    ...options,
    version,
    slots: slots ?? availableParallelism(),
    programs: { [ISLAND]: islandProgram },
    cacheFolder: cacheFolder ?? envPaths('organism', { suffix: '' }).cache,
    ...(taskFolder === undefined ? {} : { taskFolder }),
  });
}

/** Starts the workers of a hostfile. @throws {ExpectedError}, {ClusterError} when it cannot be read */
export async function launchHosts(file: string, options: LaunchOptions): Promise<LaunchedHosts> {
  const hosts = parseHostfile(readText(file), file);
  const { LaunchedHosts } = await import('../evaluation/cluster/launch.ts');
  return new LaunchedHosts(hosts, options);
}
