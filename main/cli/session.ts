import { InvalidArgumentError } from 'commander';
import type { ClusterSettings } from '../workbench/cluster.ts';
import { createWorkbench, type Workbench } from '../workbench/workbench.ts';

/** What the command line is given by its entry. */
export interface Session {
  readonly workerFile: string;
  /** Runs task modules on a worker of a cluster. */
  readonly taskWorkerFile: string;
  readonly resourcesFolder: string;
}

/** Opens the workbench for as long as `use` takes. */
export async function withWorkbench<T>(
  session: Session,
  options: { readonly db?: string | undefined; readonly workers?: number | undefined; readonly cluster?: ClusterSettings | undefined },
  use: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const { db, workers, cluster } = options;
  const workbench = createWorkbench({
    ...session,
    ...(db === undefined ? {} : { databaseFile: db }),
    ...(workers === undefined ? {} : { workers }),
    ...(cluster === undefined ? {} : { cluster }),
  });
  try {
    return await use(workbench);
  } finally {
    await workbench.close();
  }
}

export const dbFlag = ['--db <file>', 'database (default: ORGANISM_DB, or the platform’s folder for data)'] as const;

export const exportFlag = ['--export <dir>', 'write the best strategies there as JSON, CSV and TypeScript'] as const;

export const jsonFlag = ['--json', 'one JSON object a generation, and a last one for the run'] as const;

/** A flag's whole number, within bounds. */
export const wholeNumber =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(
        `It takes a whole number ${max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`}.`,
      );
    }
    return value;
  };

/** Everything that a command prints for people or for scripts goes here. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** A time as people read it. */
export const utc = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** The values of a fitness as a person reads them, six digits each. */
export const fitnessText = (names: readonly string[], fitness: readonly number[]): string =>
  names.map((name, i) => `${name} ${fitness[i]!.toFixed(6)}`).join('  ');

export const workersFlag = [
  '--workers <n>',
  'worker threads (default: one a core); never changes the result',
  wholeNumber(1, 256),
] as const;
