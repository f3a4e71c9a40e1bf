// A process of its own that starts the first run of a database or goes on with it, and tells each stored generation with its digest.
import { writeSync } from 'node:fs';
import { experimentSchema, type LogbookRow } from '../../preload/contract.ts';
import { openBench } from './bench.ts';

const [folder, experiment] = process.argv.slice(2);
const bench = openBench(folder!);
const { runs } = bench.workbench;
const options = { onGeneration: (row: LogbookRow) => writeSync(1, `${row.generation} ${row.digest}\n`) };
if (runs.list().length === 0) await runs.start(experimentSchema.parse(JSON.parse(experiment!)), options);
else await runs.resume('1', options);
await runs.ended('1');
await bench.workbench.close();
