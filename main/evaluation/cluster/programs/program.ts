import { z } from 'zod';
import type { Evaluate } from '../../../strategy/fitness.ts';
import type { OnFailure } from '../../failure.ts';
import { problemSchema } from '../wire.ts';

/**
 * What a host computes by itself, with as many evaluations of one problem as it needs: it breeds on an island for some
 * generations, for instance, instead of evaluating what the coordinator bred. A pure function of its input, which can be
 * cloned structurally as its output: whichever host computes it, the result is the same.
 */
export type Program = (input: unknown, evaluator: (onFailure: OnFailure) => Evaluate, signal: AbortSignal) => Promise<unknown>;

/** The programs of a host, by their names. */
export type ProgramList = Readonly<Record<string, Program>>;

export const programMessage = z.object({
  /** Unique, by which it is called off. */
  id: z.string(),
  program: z.string(),
  problem: problemSchema,
  /** Packed and in base64. */
  input: z.string(),
});
export type ProgramMessage = z.infer<typeof programMessage>;

/** The output lies under a key of its own: what is returned stays in the stream of events, which would become too large. */
export const programAnswer = z.union([z.object({ key: z.string() }), z.object({ error: z.string() })]);
export type ProgramAnswer = z.infer<typeof programAnswer>;

/** For how long an output, of a task too, waits for its coordinator, in milliseconds. */
export const OUTPUT_KEPT = 600_000;
