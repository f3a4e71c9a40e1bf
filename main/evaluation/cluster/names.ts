/** The prefix of everything that Organism keeps in Redis. */
export const PREFIX = 'organism';

/** What a pool of workers and its coordinators agree on. */
export interface PoolNames {
  /** BullMQ queues, one for each version of the engine: a worker never sees the work of another version. */
  readonly chunks: string;
  readonly tasks: string;
  readonly programs: string;
  /** Set of the ids of all hosts, and the key of each, which expires when its heartbeat stops. */
  readonly hosts: string;
  readonly host: (id: string) => string;
  /** Key that a host leaves behind for a while when it leaves of its own accord. */
  readonly left: (id: string) => string;
  /** Client name of a host's connection: gone from CLIENT LIST in the moment in which its process dies. */
  readonly client: (id: string) => string;
  /** Hash of the coordinators by id, with version, data sets, and when they were last heard of. */
  readonly coordinators: string;
  /** Channel from coordinators to hosts: what is in `presence.ts` as `Call`. */
  readonly channel: string;
  /** Channel from the hosts of a version to its coordinators: what they have in hand. */
  readonly hands: string;
}

export function poolNames(pool: string, version: string): PoolNames {
  const own = `${PREFIX}:pool:${pool}`;
  const queue = `${pool}-${version.replace(/[^\w.-]/g, '_')}`;
  return {
    chunks: `${queue}-chunks`,
    tasks: `${queue}-tasks`,
    programs: `${queue}-programs`,
    hosts: `${own}:hosts`,
    host: (id) => `${own}:host:${id}`,
    left: (id) => `${own}:left:${id}`,
    client: (id) => `${own}:client:${id}`,
    coordinators: `${own}:coordinators`,
    channel: `${own}:channel`,
    hands: `${PREFIX}:${queue}:hands`,
  };
}

/** Where the output of a program, or a large one of a task, waits for its coordinator. */
export const outputKey = (id: string): string => `${PREFIX}:output:${id}`;

/** Data sets belong to no pool: the hash says all about them. */
export const dataKey = (hash: string): string => `${PREFIX}:data:${hash}`;
export const partKey = (hash: string, part: number): string => `${PREFIX}:data:${hash}:${part}`;
