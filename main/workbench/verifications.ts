import type { Verification } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import type { Library } from './library.ts';
import type { Pools } from './pools.ts';
import type { Emit } from './ports.ts';
import { Throttle } from './throttle.ts';
import { type VerifyOptions, verify } from './verify.ts';

interface VerificationsParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
  readonly emit: Emit;
}

/** Milliseconds between two reports of progress. */
const PROGRESS_INTERVAL = 120;

interface UnderWay {
  readonly control: AbortController;
  readonly result: Promise<Verification>;
}

/** Verifications that are under way, one a run: whoever asks for the same one again, such as a window that was reloaded, joins it. */
export class Verifications {
  readonly #parts: VerificationsParts;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(parts: VerificationsParts) {
    this.#parts = parts;
  }

  /** @throws an AbortError when it is cancelled, and as `verify` */
  async verify(run: string, { signal, onGeneration }: VerifyOptions = {}): Promise<Verification> {
    const known = this.#underWay.get(run);
    if (known) return known.result;
    const control = new AbortController();
    const result = this.#compute(run, AbortSignal.any([control.signal, ...(signal ? [signal] : [])]), onGeneration);
    this.#underWay.set(run, { control, result });
    return await result.finally(() => this.#underWay.delete(run));
  }

  cancel(run: string): void {
    this.#underWay.get(run)?.control.abort();
  }

  /** Cancels all; resolves when none computes any more. */
  async close(): Promise<void> {
    const all = [...this.#underWay.values()];
    for (const { control } of all) control.abort();
    await Promise.allSettled(all.map(({ result }) => result));
  }

  async #compute(run: string, signal: AbortSignal, onGeneration: VerifyOptions['onGeneration']): Promise<Verification> {
    const { store, library, pools, emit } = this.#parts;
    let at = { generation: -1, last: -1 };
    const progress = new Throttle(() => emit('run.verifying', { run, ...at }), PROGRESS_INTERVAL);
    const lease = pools.lease();
    try {
      return await verify({ store, library, pool: lease.pool }, run, {
        signal,
        onGeneration: (generation, last) => {
          at = { generation, last };
          progress.request();
          onGeneration?.(generation, last);
        },
      });
    } finally {
      progress.end();
      await lease.release();
    }
  }
}
