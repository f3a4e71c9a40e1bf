/** A worker that throws on every strategy that looks at the volume. */
import { prepareScalar } from '../../main/evaluation/strategy-evaluator.ts';
import { createWorker } from '../../main/evaluation/worker-loop.ts';
import { columnCode } from '../../main/strategy/primitives.ts';

export default createWorker((problem) => {
  const evaluateOne = prepareScalar(problem);
  return (genome) => {
    if (genome.codes.includes(columnCode('volume'))) throw new Error('no volume here');
    return evaluateOne(genome);
  };
});
