/**
 * A worker whose strategies misbehave on demand: one that compares `close` with a constant from `faults` does what the
 * fault says, any other strategy is evaluated as usual.
 */
import { prepareScalar } from '../../main/evaluation/strategy-evaluator.ts';
import { createWorker } from '../../main/evaluation/worker-loop.ts';
import { faults } from './faults.ts';

export default createWorker((problem) => {
  const evaluateOne = prepareScalar(problem);
  return (genome) => {
    switch (genome.constants[0]) {
      case faults.throw:
        throw new Error('thrown on purpose');
      case faults.hang:
        for (;;);
      case faults.exit:
        return process.exit(3);
      case faults.memory: {
        const kept: unknown[] = [];
        for (;;) kept.push(new Array(100_000).fill(kept.length));
      }
      case faults.kill:
        // The whole process, as when the system runs out of memory.
        return process.kill(process.pid, 'SIGKILL') as never;
      default:
        return evaluateOne(genome);
    }
  };
});
