/** Compiles the kernel: `node main/evaluation/kernel/build.ts` writes out/kernel/kernel.wasm. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = new URL('assembly/', import.meta.url);
const target = new URL('../../../out/kernel/', import.meta.url);

/** The kernel as WebAssembly. Throws with the messages of the AssemblyScript compiler. */
export async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const options = [
    ...['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,threads,bulk-memory'],
    // The memory comes from outside and is as large as the problem needs.
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ];
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...options], {
    readFile: (name) => {
      try {
        return readFileSync(new URL(name, folder), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') binary = Uint8Array.from(contents);
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`the kernel does not compile: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
}

if (import.meta.main) {
  mkdirSync(target, { recursive: true });
  writeFileSync(new URL('kernel.wasm', target), await compileKernel());
}
