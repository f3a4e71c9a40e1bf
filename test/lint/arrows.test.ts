import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'organism-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const file of ['biome.json', '.gitignore', 'test/lint/no-ambient-state.grit']) cpSync(join(root, file), join(folder, file));

/** What the project's lint says of a file at this path with this text. */
function lint(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', path], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

const importing = (module: string) => `import { x } from '${module}';\nexport const y = x;\n`;

describe('import arrows between rooms', () => {
  const forbidden: [path: string, imported: string, message: string][] = [
    ['main/strategy/x.ts', '../evaluation/pool.ts', 'main/strategy may import no other room'],
    ['main/market/x.ts', '../strategy/parse.ts', 'main/market may import no other room'],
    ['main/evolution/x.ts', '../market/bars.ts', 'main/evolution may import main/strategy'],
    ['main/evolution/selection/x.ts', '../../backtest/fitness.ts', 'main/evolution may import main/strategy'],
    ['main/evaluation/x.ts', '../store/store.ts', 'main/evaluation may import main/strategy, main/backtest, main/market'],
    ['main/store/x.ts', '../workbench/workbench.ts', 'main/store may import'],
    ['main/cli/x.ts', '../store/store.ts', 'main/cli may import main/workbench'],
    ['main/workbench/x.ts', 'electron', 'Only main/index.ts, main/desktop and preload import electron'],
    ['renderer/x.ts', '../main/strategy/parse.ts', 'The renderer may import preload/contract.ts'],
    ['renderer/x.ts', 'node:fs', 'The renderer may import preload/contract.ts'],
    ['preload/x.ts', '../main/strategy/parse.ts', 'shared by both sides'],
  ];
  it.each(forbidden)('%s may not import %s', (path, imported, message) => {
    expect(lint(path, importing(imported))).toContain(message);
  });

  const allowed: [path: string, imported: string][] = [
    ['main/evolution/x.ts', '../strategy/genome.ts'],
    ['main/evaluation/x.ts', '../backtest/fitness.ts'],
    ['main/workbench/x.ts', '../../preload/contract.ts'],
    ['main/desktop/x.ts', 'electron'],
    ['renderer/views/x.ts', '../../preload/contract.ts'],
  ];
  it.each(allowed)('%s may import %s', (path, imported) => {
    expect(lint(path, importing(imported))).toContain('No fixes applied');
    expect(lint(path, importing(imported))).not.toContain('noRestrictedImports');
  });

  it.each(['Math.random()', 'Date.now()', 'new Date()'])('pure rooms have no %s', (call) => {
    expect(lint('main/evolution/x.ts', `export const y = ${call};\n`)).toContain('Pure rooms have no clock');
    expect(lint('main/workbench/x.ts', `export const y = ${call};\n`)).not.toContain('Pure rooms');
  });
});
