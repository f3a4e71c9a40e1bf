import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from '../workbench/bench.ts';

/** What the issue allows an individual to take on the disk: fitnesses, genome, parents and operator. */
const LIMIT = 60;

// The first generations are the largest: nobody has a twin yet, and all sizes and numbers differ.
it(`a generation of 1,000 takes less than ${LIMIT} bytes an individual on the disk`, async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'organism.sqlite');
  const sizes: number[] = [];
  for (const [generations, primitives] of [
    [0, 'dimensioned'],
    [8, 'dimensioned'],
    [8, 'free'],
  ] as const) {
    await using bench = openBench(folder.path);
    await bench.ask('datasets.list', {});
    await bench.workbench.close();
    const before = statSync(file).size;
    await using next = openBench(folder.path);
    const { id } = await next.workbench.runs.start({ ...small, population: 1_000, generations, primitives });
    expect(await next.workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
    await next.workbench.close();
    sizes.push((statSync(file).size - before) / (1_000 * (generations + 1)));
  }
  console.log(
    `bytes an individual: ${sizes.map((size) => size.toFixed(1)).join(', ')} (generation 0; 9 generations; 9 of free primitives)`,
  );
  for (const size of sizes) expect(size).toBeLessThan(LIMIT);
});
