import { type RefObject, useEffect, useRef, useState } from 'react';

/** The value as it is while the element can be seen, and as it last was while it cannot: nothing is drawn that nobody sees. */
export function useWhileVisible<T>(element: RefObject<Element | null>, value: T): T {
  const [visible, setVisible] = useState(true);
  const seen = useRef(value);
  if (visible) seen.current = value;
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      // A busy window hears of several changes at once: the last one holds.
      setVisible(entries.at(-1)?.isIntersecting ?? true);
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return seen.current;
}
