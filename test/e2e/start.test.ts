import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, root } from './build.ts';

beforeAll(ensureBuilt);

/** Runs `npm start` without its build; `stop` ends it as Ctrl-C does, once it has printed this. */
function start(args: string[], stop?: string): Promise<{ code: number | null; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'organism-home-'));
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'main/browser/start.ts'), ...args], {
    env: { ...env, HOME: home, USERPROFILE: home, ORGANISM_DB: join(home, 'organism.sqlite') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk;
    if (stop && output.includes(stop)) child.kill('SIGINT');
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('npm start', () => {
  it('serves the browser when there is no window to open, says why in one line, and ends on Ctrl-C', async () => {
    const { code, output } = await start(['--browser'], 'Ctrl-C');
    expect(output.split('\n').slice(0, 2)).toEqual([
      'As asked, no desktop window. The browser shows it instead.',
      expect.stringMatching(/^Organism is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/),
    ]);
    expect(output).not.toContain('Warning');
    expect(code).toBe(0);
  });

  it.runIf(process.platform === 'linux')('names a missing display', async () => {
    const { output } = await start([], 'Ctrl-C');
    expect(output).toContain('There is no display (DISPLAY is not set), so no desktop window.');
  });

  it('says in a line what is wrong with the port', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const clash = await start(['--browser', '--port', String(port)]);
    taken.close();
    expect(clash.code).toBe(1);
    expect(clash.output).toContain(`port ${port} is taken; choose another with --port`);
    expect(clash.output).not.toContain('    at ');
    expect((await start(['--browser', '--port', 'many'])).output).toContain('--port many: a port is a number from 0 to 65535');
  });
});
