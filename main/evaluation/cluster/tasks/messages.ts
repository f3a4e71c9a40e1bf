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
  z.object({ error: z.string(), reason: z.enum(['threw', 'time limit', 'called off']) }),
]);
export type TaskAnswer = z.infer<typeof taskAnswer>;

/** Characters of base64 that an answer may have: Redis keeps answers in a stream for a while. */
export const LARGEST_ANSWER = 4_000_000;
