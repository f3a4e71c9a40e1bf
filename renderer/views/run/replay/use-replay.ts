import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { Populations } from '../../../state/populations.ts';
import { type ClockState, ReplayClock } from '../../../state/replay-clock.ts';

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
const isOver = (run: Run) => run.state !== 'running' && run.state !== 'paused';

export interface Replaying {
  readonly populations: Populations;
  readonly clock: ReplayClock;
}

/** The generations of a run and the time in which they are shown, for as long as the view is open. */
export function useReplay(run: Run, last: number): Replaying {
  const over = useRef(isOver(run));
  over.current = isOver(run);
  const [first] = useState(last);
  const replaying = useMemo(() => {
    const populations = new Populations(run.id);
    const clock = new ReplayClock(first, {
      has: populations.has,
      want: (generation, end, direction) => populations.want(generation, end, direction),
      moves: () => !lessMotion.matches,
      over: () => over.current,
    });
    return { populations, clock };
  }, [run.id, first]);
  useEffect(() => replaying.clock.grow(last), [replaying, last]);
  return replaying;
}

/** A part of what the clock stands at; renders again when that part changes. */
export const useClock = <T extends string | number | boolean>(clock: ReplayClock, part: (state: ClockState) => T): T =>
  useSyncExternalStore(clock.subscribe, () => part(clock.state));

/**
 * The generation that is shown, for what costs more than a frame has time for: it follows as soon as the hand rests for
 * `quiet` milliseconds, and every `longest` milliseconds while it does not.
 */
export function useSettled(clock: ReplayClock, quiet: number, longest: number): number {
  const [settled, setSettled] = useState(clock.state.shown);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let since = 0;
    const settle = () => {
      timer = null;
      setSettled(clock.state.shown);
    };
    let last = clock.state.shown;
    const follow = () => {
      const { shown } = clock.state;
      if (shown === last) return;
      last = shown;
      const now = performance.now();
      if (timer === null) since = now;
      else clearTimeout(timer);
      timer = setTimeout(settle, Math.max(0, Math.min(quiet, since + longest - now)));
    };
    settle();
    const end = clock.subscribe(follow);
    return () => {
      end();
      if (timer !== null) clearTimeout(timer);
    };
  }, [clock, quiet, longest]);
  return settled;
}

/** Renders again when generations have arrived; true as soon as this one is there. */
export const useArrived = (populations: Populations, generation: number): boolean =>
  useSyncExternalStore(populations.subscribe, () => populations.has(generation));

export const useFetchError = (populations: Populations): unknown => useSyncExternalStore(populations.subscribe, () => populations.error);
