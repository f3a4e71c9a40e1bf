// How large a long run is on the disk, and how fast it reads back; alone: `node test/bench/store.ts [POPULATION] [GENERATIONS]`.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../main/store/store.ts';
import { lineage } from '../../main/workbench/lineage.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { openBench, temporaryFolder } from '../workbench/bench.ts';
import { printRows, type Row } from './rows.ts';

const milliseconds = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

/** @returns bytes on the disk, and milliseconds of everything that replay asks for */
export async function storeBench(population = 1_000, generations = 200): Promise<Row[]> {
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
  }
  const bytes = (statSync(file).size - empty) / (population * (generations + 1));

  let store = openStore(file);
  store.close();
  const opening = milliseconds(() => (store = openStore(file)));
  const reads = Array.from({ length: generations + 1 }, (_, number) => milliseconds(() => store.generations.read('1', number)));
  const sorted = reads.toSorted((a, b) => a - b);
  const logbook = milliseconds(() => store.generations.rows('1'));
  let found = 0;
  const ancestors = milliseconds(() => {
    found = lineage(store, '1', generations, 0).ancestors.length;
  });
  store.close();
  const size = `${generations + 1} generations of ${population}`;
  return [
    { what: `${size}, an individual`, value: bytes, unit: 'bytes' },
    { what: '  opening the database', value: opening, unit: 'ms' },
    { what: '  reading a generation back, median', value: sorted[Math.floor(sorted.length / 2)]!, unit: 'ms' },
    { what: '  reading a generation back, 99th percentile', value: sorted[Math.floor(sorted.length * 0.99)]!, unit: 'ms' },
    { what: '  reading the first one of all', value: reads[0]!, unit: 'ms' },
    { what: '  reading the logbook', value: logbook, unit: 'ms' },
    { what: `  all ${found} ancestors of an individual`, value: ancestors, unit: 'ms' },
  ];
}

if (import.meta.main) printRows(await storeBench(...process.argv.slice(2).map(Number)));
