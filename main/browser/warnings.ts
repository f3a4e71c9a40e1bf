/** Runs `work` without Node's warnings about experimental features, which would alarm who just starts the program. */
export function withoutWarning<T>(work: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
