/** Compiles the kernel: `node main/evaluation/kernel/build.ts` writes out/kernel/kernel.wasm. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path('../../../out/kernel/');
mkdirSync(folder, { recursive: true });
const { error, stderr } = await asc.main([
  path('assembly/index.ts'),
  ...['--outFile', `${folder}kernel.wasm`, '--textFile', `${folder}kernel.wat`],
  ...['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,threads,bulk-memory'],
  // The memory comes from outside and is as large as the problem needs.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
]);
if (error) {
  console.error(stderr.toString());
  process.exitCode = 1;
}
