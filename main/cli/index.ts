/** The command line. Everything but the path of the worker, which only the bundler knows, stands in program.ts. */
import { join } from 'node:path';
import taskWorkerFile from '../evaluation/cluster/tasks/worker.ts?modulePath';
import workerFile from '../evaluation/worker.ts?modulePath';
import { main } from './program.ts';

// From the built file, out/main/cli.cjs.
main(process.argv.slice(2), { workerFile, taskWorkerFile, resourcesFolder: join(import.meta.dirname, '../../resources') }).then((code) => {
  process.exitCode = code;
});
