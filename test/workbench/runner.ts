// A process of its own that computes a run, tells the number of each stored generation, and hangs at one until it is killed.
import { experimentSchema } from '../../preload/contract.ts';
import { openBench } from './bench.ts';

const [folder, experiment, last] = process.argv.slice(2);
const bench = openBench(folder!);
await bench.workbench.runs.start(experimentSchema.parse(JSON.parse(experiment!)), {
  onGeneration: (row) => {
    process.stdout.write(`${row.generation}\n`);
    if (row.generation === Number(last)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
