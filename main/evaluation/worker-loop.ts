import { threadId } from 'node:worker_threads';
import { type Chunk, type ChunkReply, unpack } from './chunk.ts';
import { messageOf } from './failure.ts';
import { begin, fail, finish, putDown, takeInHand, yieldIfDoomed } from './ledger.ts';
import type { EvaluateOne, Prepare } from './strategy-evaluator.ts';

/** Problems a worker keeps prepared; more would hold on to the bars of runs long gone. */
const KEPT_PROBLEMS = 4;

/** The function that a worker thread runs for each chunk. What evaluates a strategy is handed in, so that tests can misbehave. */
export function createWorker(prepare: Prepare): (chunk: Chunk) => ChunkReply {
  const prepared = new Map<number, EvaluateOne>();

  function evaluatorOf({ problem, problemId }: Chunk): EvaluateOne | undefined {
    const evaluateOne = prepared.get(problemId) ?? (problem && prepare(problem));
    if (!evaluateOne) return undefined;
    // Taken out and put back, it becomes the youngest: the first one in the map is the one least recently used.
    prepared.delete(problemId);
    prepared.set(problemId, evaluateOne);
    if (prepared.size > KEPT_PROBLEMS) prepared.delete(prepared.keys().next().value!);
    return evaluateOne;
  }

  return (chunk) => {
    const evaluateOne = evaluatorOf(chunk);
    if (!evaluateOne) return 'problem?';
    const errors: [number, string][] = [];
    const started = performance.now();
    takeInHand(chunk.ledger, threadId);
    const genomes = [...unpack(chunk)];
    evaluateOne.expect?.(genomes);
    for (const [index, genome] of genomes.entries()) {
      if (Atomics.load(chunk.stop, 0) !== 0) break;
      yieldIfDoomed(chunk.ledger);
      begin(chunk.ledger, index);
      try {
        finish(chunk.ledger, index, evaluateOne(genome));
      } catch (error) {
        fail(chunk.ledger, index);
        errors.push([index, messageOf(error)]);
      }
    }
    // What is waiting behind this chunk would be lost half done.
    yieldIfDoomed(chunk.ledger);
    putDown(chunk.ledger);
    return { milliseconds: performance.now() - started, errors };
  };
}
