/**
 * What piscina loads in each worker thread: its default export is called with a chunk. In the product this file is one
 * self-contained CommonJS bundle, since piscina loads it with require().
 */
import { createKernelPrepare } from './kernel/prepare.ts';
import { createWorker } from './worker-loop.ts';

export default createWorker(createKernelPrepare());
