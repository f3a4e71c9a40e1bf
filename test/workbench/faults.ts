import type { Genome } from '../../main/strategy/genome.ts';

const kinds = ['hang', 'exit', 'hang once'] as const;

/** What `hanging-worker.ts` does with a strategy: one in twelve never ends, one kills its thread, one hangs the first time. */
export const faultOf = ({ codes }: Genome): (typeof kinds)[number] | undefined => kinds[codes.reduce((sum, code) => sum + code, 0) % 12];
