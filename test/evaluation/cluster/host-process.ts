// A worker as a process of its own, on the sources: what `organism worker` is, with an evaluation worker that tests choose.
import { Host } from '../../../main/evaluation/cluster/host.ts';
import { ISLAND, islandProgram } from '../../../main/workbench/island-program.ts';

const options = JSON.parse(process.argv[2]!) as Parameters<typeof Host.join>[0];
const host = await Host.join({
  ...options,
  programs: { [ISLAND]: islandProgram },
  log: (level, event, details) => process.stdout.write(`${JSON.stringify({ level, event, ...details })}\n`),
}).catch((error: Error) => {
  process.stdout.write(`${JSON.stringify({ level: 'error', event: 'refused', message: error.message })}\n`);
  process.exit(2);
});
process.once('SIGTERM', () => void host.leave());
// Nobody reads any more: the test is over, or was killed.
process.stdout.on('error', () => process.exit(1));
