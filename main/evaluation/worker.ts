/**
 * What piscina loads in each worker thread: its default export is called with a chunk. In the product this file is one
 * self-contained CommonJS bundle, since piscina loads it with require().
 */
import { constants, getPriority, setPriority } from 'node:os';
import { createKernelPrepare } from './kernel/prepare.ts';
import { createWorker } from './worker-loop.ts';

// The thread that serves the window and breeds the next strategies comes first: when it hands out a chunk the scheduler
// would otherwise often stop it in favour of the worker that wakes. Elsewhere than on Linux this would be the whole process.
const { PRIORITY_BELOW_NORMAL } = constants.priority;
if (process.platform === 'linux' && getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);

export default createWorker(createKernelPrepare());
