import { useEffect, useRef, useState } from 'react';
import type { WorkerActivity, WorkerChunk } from '../../../../../preload/contract.ts';
import { call } from '../../../../client.ts';

/** How often main is asked, in milliseconds, and how often by those who want less to move. */
const PACE = 100;
const CALM = 1_000;
/** What is remembered of the past, in milliseconds. */
const PAST = 11_000;

/** What the workers did in the last seconds, the oldest chunk first. Asks main as long as the window is in sight. */
export function useActivity(): WorkerActivity | null {
  const [activity, setActivity] = useState<WorkerActivity | null>(null);
  const done = useRef<readonly WorkerChunk[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const pace = matchMedia('(prefers-reduced-motion: reduce)').matches ? CALM : PACE;
    const ask = async () => {
      if (!document.hidden) {
        const since = done.current.at(-1)?.end ?? 0;
        // Main is there, or the window tells that it is not; then there is nothing to add here.
        const found = await call('workers.activity', { since }).catch(() => null);
        if (over) return;
        if (found) setActivity(withPast(found));
      }
      timer = setTimeout(ask, pace);
    };
    const withPast = ({ now, lanes, chunks }: WorkerActivity): WorkerActivity => {
      const ended = chunks.filter(({ end }) => end !== null).sort((a, b) => a.end! - b.end!);
      done.current = [...done.current.filter(({ end }) => end! > now - PAST), ...ended];
      return { now, lanes, chunks: [...done.current, ...chunks.filter(({ end }) => end === null)] };
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return activity;
}
