import { useEffect } from 'react';

interface ReplayKeys {
  readonly generation: number;
  readonly last: number;
  readonly go: (generation: number) => void;
  readonly toggle: () => void;
}

/** Elements that have a use of their own for these keys; the slider has one for all but the space bar. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return key !== ' ';
  if (target.closest('input, textarea, select, [role="tab"], [role="dialog"], .bp6-overlay')) return true;
  return key === ' ' && target.closest('button, a') !== null;
}

/** Space plays and pauses, the arrows step, Home and End go to the first and last generation. */
export function useReplayKeys({ generation, last, go, toggle }: ReplayKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || keepsKey(event.target, event.key)) return;
      if (event.key === ' ') toggle();
      else if (event.key === 'ArrowRight') go(generation + (event.shiftKey ? 10 : 1));
      else if (event.key === 'ArrowLeft') go(generation - (event.shiftKey ? 10 : 1));
      else if (event.key === 'Home') go(0);
      else if (event.key === 'End') go(last);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [generation, last, go, toggle]);
}
