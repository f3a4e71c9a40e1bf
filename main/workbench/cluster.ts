import { availableParallelism } from 'node:os';
import envPaths from 'env-paths';
import type { ClusterOptions } from '../evaluation/cluster/cluster.ts';
import type { EngineSettings } from '../evaluation/cluster/connection.ts';
import type { Host, HostLog } from '../evaluation/cluster/host.ts';
import { parseHostfile } from '../evaluation/cluster/hostfile.ts';
import type { LaunchedHosts, LaunchOptions } from '../evaluation/cluster/launch.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { checkProblem } from '../evaluation/problem.ts';
import type { Evaluate } from '../strategy/fitness.ts';
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
  /** Told of workers that join and leave, and of what the user should do. */
  readonly onNotice?: (message: string) => void;
}

/** The engine that evaluates on the workers of a pool. @throws {ClusterError} with the first evaluation, if not then */
export function clusterEngine({ minWorkers, onNotice, ...engine }: ClusterSettings): EvaluationEngine {
  const options: ClusterOptions = {
    engine,
    version,
    ...(minWorkers === undefined ? {} : { minWorkers }),
    ...(onNotice === undefined ? {} : { onNotice }),
  };
  let opening: ReturnType<typeof open> | undefined;
  const open = async () => new (await import('../evaluation/cluster/cluster.ts')).Cluster(options);
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
    close: async () => (await opening)?.close(),
  };
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
