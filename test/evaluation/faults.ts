/** Constants that make a strategy misbehave in `faulty-worker.ts`. */
export const faults = { throw: -1001, hang: -1002, exit: -1003, memory: -1004, kill: -1005 } as const;
export type Fault = keyof typeof faults;

export const strategyWith = (fault: Fault): string => `gt(close, ${faults[fault]})`;
