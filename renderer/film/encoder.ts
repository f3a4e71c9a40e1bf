/** What makes a file of a film: it is given a canvas when it is made, and reads it once for every frame. */
export interface FilmEncoder {
  /** Takes what the canvas shows as the next frame. Resolves when there is room for another one. */
  add(): Promise<void>;
  finish(): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends whatever is under way; nothing may be called afterwards. */
  close(): void;
}
