import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const r = (path: string) => resolve(import.meta.dirname, path);

// Main and its workers are CommonJS: piscina loads a worker with require(), and inside an asar archive
// import() is the weak point (electron#46614). The sandboxed preload has to be one CommonJS file.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        input: { index: r('main/index.ts'), cli: r('main/cli/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: r('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: r('renderer'),
    plugins: [react()],
    build: {
      outDir: r('out/renderer'),
      minify: true,
      // Read from the disk, not over a network: a chunk may be large.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: r('renderer/index.html') },
    },
  },
});
