// A process of its own that closes its workbench while one run is computed and another one is paused, and then has to end by itself.
import { experimentSchema } from '../../preload/contract.ts';
import { openBench } from './bench.ts';

const bench = openBench(process.argv[2]!);
const experiment = experimentSchema.parse(JSON.parse(process.argv[3]!));
const { runs } = bench.workbench;
const paused = await runs.start(experiment);
await runs.pause(paused.id);
const second = Promise.withResolvers<void>();
await runs.start(experiment, { workers: 1, onGeneration: (row) => row.generation === 2 && second.resolve() });
await second.promise;
await bench.workbench.close();
