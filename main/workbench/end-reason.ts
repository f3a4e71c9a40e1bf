import { stopReason } from '../evolution/stopping.ts';
import type { Store } from '../store/store.ts';
import { findRun, settingsOf } from './stored-run.ts';

/**
 * Why a run was finished before its last generation: which of its stop rules held, in words. Null when it was not.
 *
 * @throws {ExpectedError} when there is no such run
 */
export function endReason(store: Store, run: string): string | null {
  const stored = findRun(store, run);
  const { stop, objectives, generations } = settingsOf(store, stored);
  const { state, generation, seconds } = stored;
  if (!stop || state !== 'finished' || generation >= generations) return null;
  const weights = objectives.map(({ weight }) => weight);
  switch (stopReason(stop, weights, store.generations.progress(run, generation))) {
    case 'target':
      return 'the best strategy meets the target';
    case 'stagnation':
      return `no progress in ${stop.stagnation} generation${stop.stagnation === 1 ? '' : 's'}`;
    case 'evaluations':
      return `${stop.evaluations} evaluations`;
    case null:
      return stop.seconds !== undefined && seconds >= stop.seconds ? `${stop.seconds} s of computing` : null;
  }
}
