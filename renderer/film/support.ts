/** A video cannot be made here, and why. A GIF always can. */
export class NoVideo extends Error {
  override readonly name = 'NoVideo';
}

/**
 * What has to be done before videos can be encoded here; null where they can. Browsers keep WebCodecs from pages that come
 * over plain http from another machine.
 */
export function whyNoVideo(): string | null {
  if (typeof VideoEncoder !== 'undefined') return null;
  if (isSecureContext) return 'Not in this browser, which has no WebCodecs: choose GIF, or open Organism in a newer one.';
  return 'Browsers encode video only for https and for this machine: choose GIF, or open Organism at http://127.0.0.1, from another machine by ssh -L.';
}
