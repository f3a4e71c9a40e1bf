// How large a long run is on the disk, and how fast it reads back: `node test/bench/store.ts [POPULATION] [GENERATIONS]`.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../main/store/store.ts';
import { lineage } from '../../main/workbench/lineage.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { openBench, temporaryFolder } from '../workbench/bench.ts';

const [population = 1_000, generations = 200] = process.argv.slice(2).map(Number);
const milliseconds = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};
const say = (what: string, value: number, unit: string) => console.log(`${what.padEnd(52)} ${value.toFixed(1).padStart(8)} ${unit}`);

using folder = temporaryFolder();
const file = join(folder.path, 'organism.sqlite');
{
  await using bench = openBench(folder.path);
  await bench.ask('datasets.list', {});
}
const empty = statSync(file).size;
{
  await using bench = openBench(folder.path);
  const { id } = await bench.workbench.runs.start(experimentSchema.parse({ population, generations }));
  const run = await bench.workbench.runs.ended(id);
  if (run.state !== 'finished') throw new Error(`the run is ${run.state}: ${run.error}`);
  say('computing the run', run.seconds, 's');
}
say('on the disk, an individual', (statSync(file).size - empty) / (population * (generations + 1)), 'bytes');

let store = openStore(file);
store.close();
say(
  'opening the database',
  milliseconds(() => (store = openStore(file))),
  'ms',
);
const reads = Array.from({ length: generations + 1 }, (_, number) => milliseconds(() => store.generations.read('1', number)));
const sorted = reads.toSorted((a, b) => a - b);
say('reading a generation, median', sorted[Math.floor(sorted.length / 2)]!, 'ms');
say('reading a generation, 99th percentile', sorted[Math.floor(sorted.length * 0.99)]!, 'ms');
say('reading a generation, the first one of all', reads[0]!, 'ms');
say(
  'reading the logbook',
  milliseconds(() => store.generations.rows('1')),
  'ms',
);
let found = 0;
const ancestors = milliseconds(() => {
  found = lineage(store, '1', generations, 0).ancestors.length;
});
say(`all ${found} ancestors back to generation 0`, ancestors, 'ms');
store.close();
