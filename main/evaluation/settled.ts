/** Waits until all of them are settled, but no longer than so many milliseconds. Never throws. */
export async function settledWithin(promises: Iterable<Promise<unknown>>, milliseconds: number): Promise<void> {
  const { promise: timeout, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([Promise.allSettled(promises), timeout]);
  clearTimeout(timer);
}
