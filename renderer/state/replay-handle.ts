import { create } from 'zustand';

/** What commands do with the replay that is on the screen. */
export interface ReplayHandle {
  toggle(): void;
  /** Pins the generation that is shown. */
  pin(name: 'a' | 'b'): void;
  /** Shows the pinned generations side by side, or the replay again. */
  compare(): void;
  /** Asks how the replay is to be made into a file. */
  film(): void;
}

export const useReplayHandle = create<{ readonly replay: ReplayHandle | null }>(() => ({ replay: null }));
