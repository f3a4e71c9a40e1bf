import { isAbsolute, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CustomScheme } from 'electron';
import { scheme, windowAddress } from './address.ts';

/** For protocol.registerSchemesAsPrivileged, once and before the app is ready: storage, modules and fetch work as over https. */
export const privilegedSchemes: CustomScheme[] = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
];

/**
 * Scripts, styles and data from the window's own files and nowhere else. `style-src-attr` because tooltips of ECharts carry
 * style attributes. As a header, not in index.html: the development server needs an inline script.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const failure = (status: number, text: string) => new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain' } });

/**
 * Answers requests under {@link windowAddress} with the files of one folder.
 * @param fetchFile Electron's net.fetch, which knows file: addresses, content types and asar archives.
 */
export function fileServer(folder: string, fetchFile: (url: string) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.host !== new URL(windowAddress).host) return failure(404, `No host ${url.host}`);
    if (request.method !== 'GET') return failure(405, 'Only GET');
    const file = fileIn(folder, url.pathname === '/' ? '/index.html' : url.pathname);
    if (file === null) return failure(403, 'Outside of the window');
    try {
      const found = await fetchFile(pathToFileURL(file).href);
      const headers = new Headers(found.headers);
      headers.set('content-security-policy', contentSecurityPolicy);
      headers.set('x-content-type-options', 'nosniff');
      return new Response(found.body, { status: found.status, headers });
    } catch {
      return failure(404, `No file ${url.pathname}`);
    }
  };
}

/** null for a path that leaves the folder. Decoded first: `%2e%2e%2f` is a way out too. */
function fileIn(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = join(folder, decoded);
  const inside = relative(folder, file);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? null : file;
}
