/** What those who evaluate are doing, as the window is shown it. */

/** A worker thread, or a slot of a host of the cluster. */
export interface WorkerLane {
  readonly id: string;
  readonly name: string;
}

/** Strategies that a worker had, or has, in hand together. Times in milliseconds since 1970. */
export interface WorkerChunk {
  readonly lane: string;
  readonly start: number;
  /** Null while it is under way. */
  readonly end: number | null;
  readonly strategies: number;
}

export interface WorkerActivity {
  /** When this was written down, by the clock of the chunks. */
  readonly now: number;
  readonly lanes: readonly WorkerLane[];
  /** Those that ended after the time that was asked about, or are under way. */
  readonly chunks: readonly WorkerChunk[];
}
