export default function square({ value, wait = 0 }: { readonly value: number; readonly wait?: number }): number {
  if (wait > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
  return value * value;
}
