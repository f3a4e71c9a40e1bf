import { z } from 'zod';

export const taskMessage = z.object({
  /** Unique, by which it is called off. */
  id: z.string(),
  module: z.string(),
  /** Packed and in base64, as the output. */
  input: z.string(),
  timeLimit: z.number().positive().optional(),
});
export type TaskMessage = z.infer<typeof taskMessage>;

export const taskAnswer = z.union([
  z.object({ output: z.string() }),
  /** A larger output lies under a key of its own: answers stay in the stream of events for a while. */
  z.object({ key: z.string() }),
  z.object({
    error: z.string(),
    reason: z.enum(['threw', 'time limit', 'called off']),
    /** Packed: what was thrown. */ cause: z.string().optional(),
  }),
]);
export type TaskAnswer = z.infer<typeof taskAnswer>;

/** Bytes of an output that is in the answer itself. */
export const SMALL_OUTPUT = 64_000;
/** Of an error that was thrown: a larger one is told by its message alone. */
export const LARGEST_CAUSE = 100_000;
