/** A worker that does with some strategies what `faults.ts` says, and notes each attempt at one of these. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { prepareScalar } from '../../main/evaluation/strategy-evaluator.ts';
import { createWorker } from '../../main/evaluation/worker-loop.ts';
import { print } from '../../main/strategy/print.ts';
import { faultOf } from './faults.ts';

const notes = process.env.ORGANISM_TEST_ATTEMPTS!;

export default createWorker((problem) => {
  const evaluateOne = prepareScalar(problem);
  return (genome) => {
    const fault = faultOf(genome);
    if (!fault) return evaluateOne(genome);
    const text = print(genome);
    const known = existsSync(notes) && readFileSync(notes, 'utf8').split('\n').includes(text);
    appendFileSync(notes, `${text}\n`);
    if (fault === 'hang' || (fault === 'hang once' && !known)) for (;;);
    if (fault === 'exit') process.exit(1);
    return evaluateOne(genome);
  };
});
