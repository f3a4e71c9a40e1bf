import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: new URL('./temporary-folder.ts', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Real browsers, worker threads and child processes share few cores: what is slow there is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A machine of CI stalls now and then for longer than a browser waits; what is broken fails twice.
    retry: process.env.CI ? 1 : 0,
    reporters: ['default', new URL('./count-reporter.ts', import.meta.url).pathname],
  },
});
