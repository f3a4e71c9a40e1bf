import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILE = 'out/kernel/kernel.wasm';

/**
 * The compiled kernel, undefined when it has not been built (`npm run build`). It stands in out/ of the folder that holds
 * the project, above this file in the sources as well as in the bundle, in an archive too.
 */
export function loadKernel(): WebAssembly.Module | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, FILE);
    if (existsSync(file)) return new WebAssembly.Module(readFileSync(file));
  }
  return undefined;
}
