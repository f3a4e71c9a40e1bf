/** The queue of runs: what the window asks of it and is shown of it. */
import { z } from 'zod';

/** When a run is started: at once, as soon as no other one is computed here, or when the queue is told to go on. */
export const whens = ['now', 'whenFree', 'queued'] as const;
export type When = (typeof whens)[number];
export const whenSchema = z.enum(whens);

/** The runs that wait for their turn. */
export interface Queue {
  /** Whether the first one is started by itself when no other is computed; else it waits for `queue.go`. */
  readonly going: boolean;
  /** Their ids, the next one first. */
  readonly runs: readonly string[];
}
