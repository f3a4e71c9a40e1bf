/** The thread that encodes a GIF: colours are found and pixels compressed beside the window. */

import type { FromGifWorker, ToGifWorker } from './gif.ts';
import { GifFrames } from './gif-frames.ts';

let frames: GifFrames | null = null;

addEventListener('message', ({ data }: MessageEvent<ToGifWorker>) => {
  if (data.type === 'start') {
    frames = new GifFrames(
      data.width,
      data.height,
      data.delay,
      data.samples.map((sample) => new Uint8ClampedArray(sample)),
    );
    tell({ type: 'taken' });
  } else if (data.type === 'frame') {
    frames!.add(new Uint8ClampedArray(data.pixels));
    tell({ type: 'taken' });
  } else {
    const bytes = frames!.finish();
    postMessage({ type: 'done', bytes } satisfies FromGifWorker, { transfer: [bytes.buffer] });
  }
});

const tell = (message: FromGifWorker) => postMessage(message);
