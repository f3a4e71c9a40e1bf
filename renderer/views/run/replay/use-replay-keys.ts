import { useEffect } from 'react';
import type { ReplayClock } from '../../../state/replay-clock.ts';

/** Elements that have a use of their own for these keys; the slider has one for the arrows. */
function keepsKey(target: EventTarget | null, { key, shiftKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return key !== ' ' && !shiftKey && key.length > 1;
  if (target.closest('input, textarea, select, [role="tab"], [role="dialog"], [role="tree"], .bp6-overlay')) return true;
  return key === ' ' && target.closest('button, a') !== null;
}

/**
 * Space plays and pauses, the arrows step (ten with Shift), Home and End go to the first and last generation, A and B pin
 * the generation that is shown.
 */
export function useReplayKeys(clock: ReplayClock, pin: (name: 'a' | 'b', generation: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || keepsKey(event.target, event)) return;
      const { target, last } = clock.state;
      const step = event.shiftKey ? 10 : 1;
      if (event.key === ' ') clock.toggle();
      else if (event.key === 'ArrowRight') clock.go(target + step);
      else if (event.key === 'ArrowLeft') clock.go(target - step);
      else if (event.key === 'Home') clock.go(0);
      else if (event.key === 'End') clock.go(last);
      else if (event.key === 'a' || event.key === 'b') pin(event.key, target);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [clock, pin]);
}
