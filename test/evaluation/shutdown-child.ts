/** Uses a pool in the way that the argument names, closes it, and prints what is still open. It has to exit by itself. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { parse } from '../../main/strategy/parse.ts';
import { flatSpans } from '../backtest/reference.ts';
import { strategyWith } from './faults.ts';
import { faultyWorkerFile, flatSpansProblem, genomesOf } from './problems.ts';

const pool = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 2 });
const evaluate = pool.evaluator(flatSpansProblem);
const ignore = () => undefined;

switch (process.argv[2]) {
  case 'used':
    await evaluate(genomesOf(flatSpans, 20));
    break;
  case 'running':
    evaluate(genomesOf(flatSpans)).catch(ignore);
    break;
  case 'hanging':
    evaluate([parse(strategyWith('hang'))]).catch(ignore);
    // Long enough for the strategy to be under way.
    await setTimeout(500);
    break;
}
await pool.close();
const open = () => process.getActiveResourcesInfo().filter((resource) => resource !== 'PipeWrap');
// The ports of threads that have just ended close a few turns of the event loop later; a turn adds nothing to the list.
for (let turn = 0; turn < 1_000 && open().length > 0; turn++) await setImmediate();
process.stdout.write(JSON.stringify(open()));
