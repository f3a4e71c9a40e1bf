import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends the output with `N passed, N failed`, alone on its line: what CI reads. A file that does not load counts as
 * one failure, so that a broken import can never look like success; so does a file whose process died, of whose tests none
 * counts as passed: `.ci/run` has such a file run again.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      const ended = module.state() === 'passed' || module.state() === 'failed';
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' && ended) passed++;
        else if (state === 'failed') failed++;
        else skipped++;
      }
    }
    // After the default reporter's own summary.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`));
  }
}
