import type { Preset } from '../../preload/contract.ts';
import { draftOf, leaveFork, useDraft } from './draft.ts';
import { go } from './navigation.ts';

/**
 * Fills the form with a preset, and shows it; a fork that was being set up is given up. What comes with the program says
 * how to search, not on what: data and seed stay those of the form.
 */
export function startFromPreset({ builtIn, experiment }: Preset): void {
  if (useDraft.getState().draft?.fork) leaveFork();
  const { draft } = useDraft.getState();
  const seed = Number(draft?.numbers.seed);
  const kept = builtIn && draft ? { data: draft.data, ...(Number.isSafeInteger(seed) && seed >= 0 ? { seed } : {}) } : {};
  useDraft.setState({ draft: draftOf({ ...experiment, ...kept }) });
  go({ name: 'new' });
}
