/** Where strategies are evaluated: on the threads of this machine, or on the workers of a cluster. Never changes a result. */
import { z } from 'zod';

const path = z.string().trim().min(1).max(4_096);

export const engineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local') }),
  z.strictObject({
    kind: z.literal('cluster'),
    /** `redis://host:6379`, or `rediss://` for TLS; may hold a user name, and no password. */
    url: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .refine((url) => !URL.canParse(url) || new URL(url).password === '', {
        error: 'holds a password, which would be kept in the database: put it into a file and name that file',
      }),
    /** Workers serve the pool that they joined; `default` when absent. */
    pool: z.string().trim().min(1).max(64).exactOptional(),
    /** A file of the machine that Organism runs on, with the password of the server. */
    passwordFile: path.exactOptional(),
    /** The certificate (PEM) of the authority that signed the server's. */
    caFile: path.exactOptional(),
    /** Workers that a run waits for before it begins; 1 when absent. */
    minWorkers: z.int().min(1).max(10_000).exactOptional(),
  }),
]);
export type EngineChoice = z.infer<typeof engineSchema>;

export interface HostRow {
  readonly id: string;
  /** Name of the machine, with the process number. */
  readonly name: string;
  /** `other version`: it gets no work from here. `lost`: it was not heard of for four seconds, and has not left. */
  readonly state: 'here' | 'other version' | 'left' | 'lost';
  readonly version: string;
  readonly slots: number;
  /** Milliseconds since 1970: when it joined, by its own clock, and when it was last heard of, by ours. */
  readonly since: number;
  readonly seen: number;
  /** Chunks and strategies since it joined, and strategies a second lately. */
  readonly chunks: number;
  readonly strategies: number;
  readonly rate: number;
  /** Strategies that could not be evaluated, and chunks that failed. */
  readonly failures: number;
}

export interface EngineStatus {
  readonly choice: EngineChoice;
  /** The command line has chosen: the window cannot choose another one. */
  readonly fixed: boolean;
  readonly state: 'local' | 'connecting' | 'connected' | 'away' | 'failed';
  /** Why it failed or is away, and what to do. */
  readonly problem: string | null;
  /** Threads of this machine, or slots of all hosts that are here. */
  readonly slots: number;
  /** In the order in which they joined. */
  readonly hosts: readonly HostRow[];
  /** What happened, the latest last: who came and went, work that was sent again. */
  readonly events: readonly { readonly time: number; readonly message: string }[];
}
