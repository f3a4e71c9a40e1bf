import type { Fitness } from '../../strategy/fitness.ts';

/** One step of an ask-and-tell search. */
export interface Step<State, Candidate> {
  /** From 0. */
  readonly number: number;
  readonly candidates: readonly Candidate[];
  readonly fitnesses: readonly Fitness[];
  /** After what was told; all that is needed to go on. */
  readonly state: State;
}

/** A search that proposes candidates and learns how good they are (CMA-ES, an estimation of distribution). */
export interface AskTell<State, Candidate> {
  /** The candidates of step `number`, a pure function of both. */
  ask(state: State, number: number): readonly Candidate[];
  tell(state: State, candidates: readonly Candidate[], fitnesses: readonly Fitness[]): State;
}

/**
 * Ask and tell (Collette et al. 2010; DEAP's `eaGenerateUpdate`): ask for candidates, evaluate all of them, tell, for
 * steps 0 to `steps` − 1. With no steps nothing is yielded (DEAP raises an UnboundLocalError). Goes on after `from` as
 * an uninterrupted search would.
 *
 * @param evaluate one fitness a candidate, in order
 * @throws the signal's reason when it is aborted, and an `Error` when the number of fitnesses is another
 */
export async function* eaGenerateUpdate<State, Candidate>(
  { ask, tell }: AskTell<State, Candidate>,
  start: State,
  steps: number,
  evaluate: (candidates: readonly Candidate[], signal?: AbortSignal) => Promise<readonly Fitness[]>,
  { from, signal }: { readonly from?: Step<State, Candidate>; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Step<State, Candidate>, void, undefined> {
  let state = from?.state ?? start;
  for (let number = from ? from.number + 1 : 0; number < steps; number++) {
    signal?.throwIfAborted();
    const candidates = ask(state, number);
    const fitnesses = await evaluate(candidates, signal);
    if (fitnesses.length !== candidates.length) {
      throw new Error(`evaluate answered ${fitnesses.length} fitnesses for ${candidates.length} candidates`);
    }
    state = tell(state, candidates, fitnesses);
    yield { number, candidates, fitnesses, state };
  }
}
