import { useEffect, useRef, useState } from 'react';
import { call } from '../../../../client.ts';
import type { FilmScene } from '../../../../film/frame.ts';
import { makeFilm } from '../../../../film/make-film.ts';
import { type FilmPlan, frameCount } from '../../../../film/plan.ts';
import { toast, toastError } from '../../../../state/toaster.ts';

type FilmState =
  /** `failure`: why the last attempt made no film. */
  | { readonly step: 'asking'; readonly failure: unknown }
  | { readonly step: 'making'; readonly done: number; readonly frames: number }
  /** Made, and not saved yet: the user may have closed the question where to. */
  | { readonly step: 'made'; readonly plan: FilmPlan; readonly bytes: Uint8Array<ArrayBuffer>; readonly saving: boolean };

/** Making a film, and saving it. What is under way ends with the dialog. */
export function useFilm(run: string, onSaved: () => void) {
  const [state, setState] = useState<FilmState>({ step: 'asking', failure: null });
  const making = useRef<AbortController | null>(null);
  useEffect(() => () => making.current?.abort(), []);

  const save = async (plan: FilmPlan, bytes: Uint8Array<ArrayBuffer>) => {
    setState({ step: 'made', plan, bytes, saving: true });
    try {
      const saved = await call('exports.saveReplay', { run, format: plan.format, bytes });
      if (saved) {
        void toast(`Saved ${saved.files[0]}`, 'success', 10_000);
        onSaved();
        return;
      }
    } catch (error) {
      toastError(error);
    }
    setState({ step: 'made', plan, bytes, saving: false });
  };

  const make = async (plan: FilmPlan, scene: FilmScene) => {
    const controller = new AbortController();
    const { signal } = controller;
    making.current = controller;
    const frames = frameCount(plan);
    // What was cancelled says nothing any more: the user may be making the next one already.
    const show = (next: FilmState) => {
      if (!signal.aborted) setState(next);
    };
    show({ step: 'making', done: 0, frames });
    try {
      const fetch = (from: number, to: number) => call('runs.populations', { run, from, to });
      const bytes = await makeFilm(plan, scene, fetch, signal, (done) => show({ step: 'making', done, frames }));
      if (!signal.aborted) await save(plan, bytes);
    } catch (failure) {
      show({ step: 'asking', failure });
    }
  };

  const cancel = () => {
    making.current?.abort();
    setState({ step: 'asking', failure: null });
  };
  return { state, make, save, cancel };
}
