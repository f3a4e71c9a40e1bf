import { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Output, Quality, WebMOutputFormat } from 'mediabunny';
import type { FilmEncoder } from './encoder.ts';
import { NoVideo } from './support.ts';

const BITS_PER_PIXEL = 4;

/**
 * A WebM video by the browser's own encoder (WebCodecs), as fast as that encodes. Every frame is kept, and stands at its
 * number times `delay`, whatever the clock says.
 *
 * @param delay of each frame, milliseconds
 * @throws NoVideo when this browser encodes neither VP9 nor VP8 of that size, and when its encoder fails
 */
export async function webmEncoder(canvas: OffscreenCanvas, delay: number): Promise<FilmEncoder> {
  const { width, height } = canvas;
  const quality = new Quality({ bitrate: width * height * BITS_PER_PIXEL });
  const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8'], { width, height, quality });
  if (!codec) throw new NoVideo(`This browser encodes neither VP9 nor VP8 of ${width} × ${height} pixels.`);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality });
  output.addVideoTrack(source, { frameRate: 1000 / delay });
  await output.start();
  const seconds = delay / 1000;
  let frames = 0;
  return {
    add: () => source.add(frames++ * seconds, seconds).catch(failed),
    async finish() {
      await output.finalize().catch(failed);
      return new Uint8Array(target.buffer!);
    },
    close() {
      // What is finished, or is just being finished, has nothing left to end.
      if (output.state === 'started') void output.cancel();
    },
  };
}

function failed(error: unknown): never {
  throw new NoVideo(`The browser's encoder failed: ${error instanceof Error ? error.message : String(error)}`);
}
