/** A canvas made as large as its plot, in the pixels of the screen, and empty; its context counts in CSS pixels. */
export function context(canvas: HTMLCanvasElement, { width, height }: { readonly width: number; readonly height: number }) {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const surface = canvas.getContext('2d')!;
  surface.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  return surface;
}
