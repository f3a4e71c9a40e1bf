// A process of its own that stores generations of one run until it is killed, telling the number of each.
import { exampleGeneration, exampleRow, storeWithRun } from './examples.ts';

const { store, run } = await storeWithRun(process.argv[2]!);
const last = Number(process.argv[3] ?? Number.POSITIVE_INFINITY);
process.stdout.write(`run ${run}\n`);
for (let number = 0; number <= last; number++) {
  await store.generations.append(run, exampleGeneration(number), exampleRow(number));
  process.stdout.write(`${number}\n`);
}
if (process.argv[4] === 'stay') setInterval(() => {}, 1_000);
