import type { PopulationColumns } from '../../preload/contract.ts';
import type { FetchPopulations } from '../state/populations.ts';
import type { FilmEncoder } from './encoder.ts';
import { type FilmScene, FramePainter } from './frame.ts';
import { gifEncoder } from './gif.ts';
import { type FilmPlan, FRAME_MS, frameCount, momentOf } from './plan.ts';

/** Generations that are read at once, and how many are kept: a film goes through them in order. */
const [CHUNK, KEPT] = [16, 48];
/** Frames of which a GIF's colours are made. */
const SAMPLES = [0, 0.15, 0.5, 1];

/**
 * Draws a replay frame by frame and makes a file of it.
 *
 * @param onFrame called after each frame with how many are done
 * @throws the signal's reason when it is aborted; NoVideo when it cannot be a video
 */
export async function makeFilm(
  plan: FilmPlan,
  scene: FilmScene,
  fetch: FetchPopulations,
  signal: AbortSignal,
  onFrame: (done: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const generations = new Map<number, PopulationColumns>();
  const load = async (position: number) => {
    for (const generation of [Math.max(0, Math.ceil(position) - 1), Math.ceil(position)]) {
      if (generations.has(generation)) continue;
      const read = await fetch(generation, Math.min(plan.to, generation + CHUNK - 1));
      for (const columns of read) generations.set(columns.generation, columns);
      for (const old of [...generations.keys()].slice(0, -KEPT)) generations.delete(old);
    }
  };
  const { width, height } = plan;
  const painter = new FramePainter(scene, width, height, { get: (generation) => generations.get(generation) ?? null });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const paint = async (number: number) => {
    const position = momentOf(plan, number);
    await load(position);
    painter.paint(context, position);
  };
  const encoderOf = async (): Promise<FilmEncoder> => {
    if (plan.format === 'webm') {
      // Fetched when a video is made: nobody else needs the library behind it.
      const { webmEncoder } = await import('./webm.ts');
      return await webmEncoder(canvas, FRAME_MS);
    }
    const samples: ImageData[] = [];
    for (const share of SAMPLES) {
      signal.throwIfAborted();
      await paint(Math.round(share * (frames - 1)));
      samples.push(context.getImageData(0, 0, width, height));
    }
    return await gifEncoder(canvas, FRAME_MS, samples);
  };

  const frames = frameCount(plan);
  const encoder = await encoderOf();
  try {
    signal.throwIfAborted();
    // Neither a slow read nor a slow encoder is waited for when the user has cancelled.
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const unlessAborted = <T>(step: Promise<T>): Promise<T> => Promise.race([aborted, step]);
    for (let number = 0; number < frames; number++) {
      await unlessAborted(paint(number));
      await unlessAborted(encoder.add());
      onFrame(number + 1);
    }
    return await unlessAborted(encoder.finish());
  } finally {
    encoder.close();
  }
}
