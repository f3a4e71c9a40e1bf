/**
 * `--import` for the built program: its worker threads get, in place of the built worker, the one whose strategies misbehave
 * on demand (test/evaluation/faults.ts). Everything else is as it was built.
 */
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const faulty = new URL('../evaluation/faulty-worker.ts', import.meta.url).href;

if (!isMainThread) {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      return /\/chunks\/worker-[^/]+\.c?js$/.test(specifier) ? { url: faulty, shortCircuit: true } : nextResolve(specifier, context);
    },
  });
}
