import type { EngineChoice } from '../../preload/contract.ts';

/** The form of the engine: texts as they are typed. */
export interface EngineDraft {
  readonly kind: EngineChoice['kind'];
  readonly url: string;
  readonly pool: string;
  readonly passwordFile: string;
  readonly caFile: string;
  readonly minWorkers: string;
}

const EMPTY: EngineDraft = { kind: 'local', url: '', pool: '', passwordFile: '', caFile: '', minWorkers: '' };

export function engineDraft(choice: EngineChoice): EngineDraft {
  if (choice.kind === 'local') return EMPTY;
  const { kind, url, pool = '', passwordFile = '', caFile = '', minWorkers } = choice;
  return { kind, url, pool, passwordFile, caFile, minWorkers: minWorkers === undefined ? '' : String(minWorkers) };
}

/** The texts as a choice. What is no number is left to the reader of the choice, who says so. */
export function readEngineDraft({ kind, url, pool, passwordFile, caFile, minWorkers }: EngineDraft): EngineChoice {
  if (kind === 'local') return { kind };
  const given = { pool: pool.trim(), passwordFile: passwordFile.trim(), caFile: caFile.trim() };
  return {
    ...{ kind, url: url.trim() },
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text !== '')),
    ...(minWorkers.trim() === '' ? {} : { minWorkers: Number(minWorkers) }),
  };
}

/** What is wrong with a field, as far as that can be told here; the server is asked when it is used. */
export function engineErrors({ kind, url, pool, minWorkers }: EngineDraft): Partial<Record<keyof EngineDraft, string>> {
  if (kind === 'local') return {};
  const text = url.trim();
  const workers = minWorkers.trim();
  return {
    ...(text !== '' && !/^rediss?:\/\/[^/\s]+(\/\d*)?$/.test(text)
      ? { url: 'It looks like redis://host:6379, or rediss://host:6379 for TLS' }
      : {}),
    ...(pool.trim() !== '' && !/^[A-Za-z0-9_-]{1,64}$/.test(pool.trim()) ? { pool: 'Letters, digits, - and _ only' } : {}),
    ...(workers !== '' && !(/^\d+$/.test(workers) && Number(workers) >= 1 && Number(workers) <= 10_000)
      ? { minWorkers: 'A whole number from 1 to 10,000, or nothing' }
      : {}),
  };
}
