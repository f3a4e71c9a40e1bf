import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, workplace } from './organism.ts';

// The first time on a machine npx links the checkout, and npm runs its `prepare` script then: a build would take away
// what a window, a run or a worker of the same folder is about to load.
it('npx in the checkout runs what has been built, and builds nothing', () => {
  const { folder, environment } = workplace();
  const bundle = join(root, 'out/main/cli.cjs');
  const built = statSync(bundle).mtimeMs;
  const npx = spawnSync('npx', ['--no-install', 'organism', '--version'], {
    cwd: root,
    // Where npm has never been.
    env: { ...environment, HOME: folder, USERPROFILE: folder, npm_config_cache: join(folder, 'npm') },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(npx.stdout.trim(), npx.stderr).toMatch(/^\d+\.\d+\.\d+$/);
  expect(statSync(bundle).mtimeMs).toBe(built);
});
