import type { FilmEncoder } from './encoder.ts';

export type ToGifWorker =
  | {
      readonly type: 'start';
      readonly width: number;
      readonly height: number;
      readonly delay: number;
      readonly samples: readonly ArrayBuffer[];
    }
  | { readonly type: 'frame'; readonly pixels: ArrayBuffer }
  | { readonly type: 'finish' };
export type FromGifWorker = { readonly type: 'taken' } | { readonly type: 'done'; readonly bytes: Uint8Array<ArrayBuffer> };

/** @param samples frames that have the colours of all */
export async function gifEncoder(canvas: OffscreenCanvas, delay: number, samples: readonly ImageData[]): Promise<FilmEncoder> {
  const { width, height } = canvas;
  const context = canvas.getContext('2d')!;
  const worker = new Worker(new URL('./gif-worker.ts', import.meta.url), { type: 'module', name: 'gif' });
  const ask = (message: ToGifWorker, transfer: ArrayBuffer[] = []) =>
    new Promise<FromGifWorker>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromGifWorker>) => resolve(data);
      worker.onerror = (event) => reject(new Error(`The GIF could not be made: ${event.message || 'its thread did not start'}`));
      worker.postMessage(message, transfer);
    });
  const buffers = samples.map(({ data }) => data.buffer);
  await ask({ type: 'start', width, height, delay, samples: buffers }, buffers);
  return {
    async add() {
      const { data } = context.getImageData(0, 0, width, height);
      await ask({ type: 'frame', pixels: data.buffer }, [data.buffer]);
    },
    async finish() {
      const answer = await ask({ type: 'finish' });
      if (answer.type !== 'done') throw new Error('the thread of the GIF answered out of turn');
      return answer.bytes;
    },
    close: () => worker.terminate(),
  };
}
