import { useEffect, useRef } from 'react';
import type { Sight } from '../../../charts/sight.ts';

/** Zooming has ended when it pauses for so many milliseconds. */
const PAUSE = 150;

/** Tells what a chart has in sight once zooming pauses: null for everything. */
export function useSettled(full: Sight, onSight: (sight: Sight | null) => void): (from: number, to: number) => void {
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  return (from, to) => {
    // What is read off pixels is a little beside the ends.
    const slack = (full[1] - full[0]) * 1e-4;
    const whole = from <= full[0] + slack && to >= full[1] - slack;
    clearTimeout(pause.current);
    pause.current = setTimeout(() => onSight(whole ? null : [from, to]), PAUSE);
  };
}
