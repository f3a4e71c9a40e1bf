import type { Verification } from '../../preload/contract.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import type { Store } from '../store/store.ts';
import { ExpectedError } from './errors.ts';
import { evolve, History } from './evolve.ts';
import type { Library } from './library.ts';
import { runDigest } from './run-digest.ts';
import { evaluationOf, looksAtCases } from './run-evaluation.ts';
import { findRun, settingsOf } from './stored-run.ts';
import { version } from './version.ts';

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Called after each generation that is the same; `last` is the number of the last one. */
  readonly onGeneration?: (generation: number, last: number) => void;
}

/**
 * Computes a stored run again from its seed, and compares digests generation by generation, both with what the run wrote
 * down then and with the population as it is stored now. Nothing is written. A fork is computed with the settings of
 * its parent up to the generation where it went off. Strategies in quarantine keep the worst fitness and are not tried.
 *
 * @throws {ExpectedError} when there is no such run, or it has no generation yet
 */
export async function verify(
  { store, library, pool }: { readonly store: Store; readonly library: Library; readonly pool: EvaluationEngine },
  id: string,
  { signal = new AbortController().signal, onGeneration }: VerifyOptions = {},
): Promise<Verification> {
  const stored = findRun(store, id);
  const last = stored.generation;
  if (last < 0) throw new ExpectedError(`Run ${id} has no generation yet: there is nothing to verify.`);
  const chapters = store.chapters.list(id).filter((chapter) => chapter.first <= last);
  const settings = chapters.map((chapter) => settingsOf(store, chapter));
  const evaluation = evaluationOf(
    {
      ...{ store, pool, bars: await library.load(stored.dataset), run: id, experiment: settings[0]! },
      byCase: settings.some(looksAtCases),
    },
    () => {},
  );
  const history = new History();
  const answer = (difference: Verification['difference']): Verification => {
    const notes = [...enginesNote(chapters), ...quarantineNote(store, id)];
    return { run: id, identical: difference?.generation ?? last + 1, difference, notes };
  };

  for (const [i, experiment] of settings.entries()) {
    const end = Math.min(last, (chapters[i + 1]?.first ?? Number.POSITIVE_INFINITY) - 1);
    for await (const generation of evolve(experiment, evaluation, history, signal)) {
      history.add(generation);
      const { number } = generation;
      const digest = runDigest(experiment.seed, generation);
      const then = store.generations.row(id, number).digest;
      if (digest !== then) {
        return answer({ generation: number, reason: `its digest was ${then}, computed again it is ${digest}` });
      }
      const now = runDigest(experiment.seed, store.generations.read(id, number));
      if (now !== then) return answer({ generation: number, reason: `its digest was ${then}, its stored population has ${now}` });
      onGeneration?.(number, last);
      if (number === end) break;
    }
    const reached = history.last?.number ?? -1;
    if (reached < end) return answer({ generation: reached + 1, reason: `computed again the run ends with generation ${reached}` });
  }
  return answer(null);
}

function enginesNote(chapters: readonly { readonly first: number; readonly engine: string }[]): string[] {
  const others = chapters.filter(({ engine }, i) => engine !== version && engine !== chapters[i - 1]?.engine);
  return others.map(({ first, engine }) => `computed by Organism ${engine} from generation ${first} on; this is ${version}`);
}

function quarantineNote(store: Store, id: string): string[] {
  const count = store.failures.list(id).filter((failure) => failure.quarantined).length;
  return count === 0 ? [] : [`${count} ${count === 1 ? 'strategy' : 'strategies'} in quarantine kept the worst fitness and not tried`];
}
