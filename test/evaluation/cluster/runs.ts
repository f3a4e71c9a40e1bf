import { type Experiment, experimentSchema } from '../../../preload/contract.ts';
import { openBench, temporaryFolder } from '../../workbench/bench.ts';
import type { RedisServer } from './processes.ts';

/** Some seconds on the plain path with two slots: long enough to have something go wrong in its middle. */
export const experiment = experimentSchema.parse({ name: 'Cluster', population: 500, generations: 3, seed: 11 });

const local = new Map<Experiment, Promise<string>>();

/** The digest that every run of the experiment ends with: that of the threads of this machine. */
export function localDigest(given = experiment): Promise<string> {
  const known = local.get(given) ?? compute(given);
  local.set(given, known);
  return known;
}

async function compute(given: Experiment): Promise<string> {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { id } = await bench.workbench.runs.start(given);
  await bench.workbench.runs.ended(id);
  return bench.workbench.records.logbook(id).at(-1)!.digest;
}

export interface ClusterRun {
  readonly state: string;
  readonly error: string | null;
  readonly digest: string | undefined;
  readonly notices: readonly string[];
  /** Milliseconds from the fault until the chunk of a dead worker was on its way to another one. */
  readonly lostAfter: number | undefined;
  /** How long each generation took. */
  readonly seconds: readonly number[];
}

/** Computes the experiment on the workers that are there; `meanwhile` is called in the middle of generation 1. */
export async function clusterRun(
  redis: RedisServer,
  { experiment: given = experiment, ...options }: { minWorkers?: number; pool?: string; experiment?: Experiment },
  meanwhile?: () => Promise<void>,
): Promise<ClusterRun> {
  using folder = temporaryFolder();
  const notices: string[] = [];
  let faultAt = 0;
  let lostAfter: number | undefined;
  const cluster = {
    ...redis.engine,
    ...options,
    onNotice: (message: string) => {
      notices.push(message);
      if (message.includes('was lost')) lostAfter ??= performance.now() - faultAt;
    },
  };
  await using bench = openBench(folder.path, { cluster });
  const { runs, records } = bench.workbench;
  let fault: Promise<void> | undefined;
  const { id } = await runs.start(given, {
    onGeneration: ({ generation }) => {
      if (generation === 0)
        fault = new Promise((resolve) => setTimeout(resolve, 150)).then(() => {
          faultAt = performance.now();
          return meanwhile?.();
        });
    },
  });
  const { state, error } = await runs.ended(id);
  await fault;
  const rows = records.logbook(id);
  return { state, error, digest: rows.at(-1)?.digest, notices, lostAfter, seconds: rows.map((row) => row.seconds) };
}
