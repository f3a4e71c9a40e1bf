/** The page's side of the host, under /__host/: its scripts with the types stripped, so that nothing has to be built. */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { withoutWarning } from './warnings.ts';

const scripts = new Map([
  ['/__host/page/page.ts', 'page/page.ts'],
  ['/__host/page/bridge.ts', 'page/bridge.ts'],
  ['/__host/page/connection.ts', 'page/connection.ts'],
  ['/__host/page/dialogs.ts', 'page/dialogs.ts'],
  ['/__host/strict.ts', 'strict.ts'],
  ['/__host/ipc/page-end.ts', 'ipc/page-end.ts'],
  ['/__host/ipc/codec.ts', 'ipc/codec.ts'],
  ['/__host/ipc/bytes.ts', 'ipc/bytes.ts'],
]);

/** What a page needs at its head: the host's script, and all that it imports, which would else be found one after the other. */
export const pageHead = [
  '<script type="module" src="/__host/preload.js"></script>',
  '<link rel="stylesheet" href="/__host/host.css">',
  ...Array.from(scripts.keys(), (path) => `<link rel="modulepreload" href="${path}">`),
].join('');

const headers = (type: string) => ({ 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' });

/** null for a path that is not the host's own. `preload` gives the text of the preload script. */
export async function pageFile(path: string, preload: () => Promise<string>): Promise<Response | null> {
  // Browsers ask for it, Electron does not.
  if (path === '/favicon.ico') return new Response(null, { status: 204 });
  if (!path.startsWith('/__host/')) return null;
  const script = scripts.get(path);
  if (script) {
    const source = await readFile(new URL(script, import.meta.url), 'utf8');
    return new Response(
      withoutWarning(() => stripTypeScriptTypes(source)),
      { headers: headers('text/javascript') },
    );
  }
  if (path === '/__host/host.css') {
    return new Response(await readFile(new URL('page/host.css', import.meta.url), 'utf8'), { headers: headers('text/css') });
  }
  if (path === '/__host/preload.js') {
    return new Response(wrapped(await preload()), { headers: headers('text/javascript') });
  }
  return new Response('Not found\n', { status: 404 });
}

/**
 * The preload script as Electron's sandbox runs it: the body of a function with these parameters. A module script runs in
 * the order of the document, so it is done before the window's own scripts start.
 */
const wrapped = (preload: string) =>
  `import { runPreload } from './page/page.ts';\nrunPreload(function (require, process, exports, module) {\n${preload}\n});\n`;
