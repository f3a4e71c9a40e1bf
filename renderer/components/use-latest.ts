import { useEffect, useRef, useState } from 'react';

/** The value, changed at most once in `pace` milliseconds; the last one is never missed. */
export function useLatest<T>(value: T, pace: number): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + pace - performance.now());
    const timer = setTimeout(() => {
      changedAt.current = performance.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, pace]);
  return shown;
}
