#!/usr/bin/env node
// Plain JavaScript that any Node understands: it runs the built command with the Node 24 that the project brings,
// because better-sqlite3 13 crashes on the Node 20 that many machines have.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A worker is ended by a signal: one that comes while the program is loaded waits until the program listens (worker.ts).
if (process.argv[2] === 'worker') for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => {});

const bundle = fileURLToPath(new URL('../../out/main/cli.cjs', import.meta.url));

function bundledNode() {
  try {
    const bin = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin');
    return [join(bin, 'node'), join(bin, 'node.exe')].find(existsSync);
  } catch {
    return undefined;
  }
}

if (!existsSync(bundle)) {
  console.error('organism: not built yet; run `npm ci` (or `npm run build`) in the checkout first');
  process.exitCode = 2;
} else if (Number(process.versions.node.split('.')[0]) >= 24) {
  createRequire(import.meta.url)(bundle);
} else {
  const node = bundledNode();
  if (!node) {
    console.error(`organism: needs Node 24, this is ${process.version}; run \`npm ci\` in the checkout, which brings it`);
    process.exitCode = 2;
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
  }
}
