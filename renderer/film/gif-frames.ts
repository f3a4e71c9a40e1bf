import { applyPalette, GIFEncoder, quantize } from 'gifenc';

/** One colour is kept for what stays as it was. */
const COLORS = 255;

/**
 * A GIF, frame by frame. All frames share one palette, made of a few of them; pixels that stay as they were are written as
 * transparent, which makes a replay, most of whose picture stands still, several times smaller.
 */
export class GifFrames {
  readonly #encoder = GIFEncoder();
  readonly #width: number;
  readonly #height: number;
  readonly #delay: number;
  readonly #palette: readonly (readonly number[])[];
  readonly #transparent: number;
  #before: Uint8Array | null = null;

  /** @param samples frames, RGBA, that have the colours of all; @param delay of each frame, milliseconds */
  constructor(width: number, height: number, delay: number, samples: readonly Uint8ClampedArray[]) {
    this.#width = width;
    this.#height = height;
    this.#delay = delay;
    const together = new Uint8ClampedArray(samples.reduce((sum, { length }) => sum + length, 0));
    samples.reduce((at, sample) => {
      together.set(sample, at);
      return at + sample.length;
    }, 0);
    const palette = quantize(together, COLORS);
    this.#transparent = palette.length;
    this.#palette = [...palette, [0, 0, 0]];
  }

  add(rgba: Uint8ClampedArray): void {
    const index = applyPalette(rgba, this.#palette.slice(0, this.#transparent));
    const before = this.#before;
    const shared = { delay: this.#delay, dispose: 1 };
    if (!before) this.#encoder.writeFrame(index, this.#width, this.#height, { ...shared, palette: this.#palette, repeat: 0 });
    else {
      const changed = index.map((color, i) => (color === before[i] ? this.#transparent : color));
      this.#encoder.writeFrame(changed, this.#width, this.#height, { ...shared, transparent: true, transparentIndex: this.#transparent });
    }
    this.#before = index;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#encoder.finish();
    return this.#encoder.bytes();
  }
}
