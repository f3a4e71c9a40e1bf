import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { net } from '../../main/browser/protocol.ts';
import { isOurs } from '../../main/desktop/address.ts';
import { contentSecurityPolicy, fileServer } from '../../main/desktop/protocol.ts';

const top = mkdtempSync(join(tmpdir(), 'organism-protocol-'));
const folder = join(top, 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
mkdirSync(join(top, 'renderer-secret'));
writeFileSync(join(top, 'renderer-secret/key.txt'), 'secret');
writeFileSync(join(folder, 'index.html'), '<p>window</p>');
writeFileSync(join(folder, 'assets/a b.js'), 'export {}');
const serve = fileServer(folder, (url) => net.fetch(url));
const get = (path: string, init?: RequestInit) => serve(new Request(`app://organism${path}`, init));

describe('the scheme of the window', () => {
  it('serves its files with the content security policy', async () => {
    const page = await get('/');
    expect(await page.text()).toBe('<p>window</p>');
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(page.headers.get('content-type')).toBe('text/html');
    const script = await get('/assets/a%20b.js?v=1');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript']);
    expect((await get('/assets')).status).toBe(404);
    expect((await get('/none.js')).status).toBe(404);
  });

  it('allows scripts from its own files only', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).not.toContain('unsafe-eval');
  });

  it.each([
    '/..%2frenderer-secret/key.txt',
    '/..%2f..%2f..%2fetc/passwd',
    '/assets/..%2f..%2frenderer-secret%2fkey.txt',
    '/%00',
    '/%e0%a4%a',
  ])('does not leave its folder for %s', async (path) => {
    const answer = await get(path);
    expect([403, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain('secret\n');
  });

  it('answers GET on its own host only', async () => {
    expect((await get('/', { method: 'POST' })).status).toBe(405);
    expect((await serve(new Request('app://other/index.html'))).status).toBe(404);
  });
});

describe('addresses of ours', () => {
  it.each(['app://organism/', 'app://organism/index.html#runs'])('%s', (address) => expect(isOurs(address, null)).toBe(true));

  it.each([
    'app://other/',
    'app://organism.evil.example/',
    'https://organism/',
    'https://evil.example/?x=app://organism/',
    'file:///app://organism/',
    'http://localhost:5173/',
    'about:blank',
    '',
  ])('not %s', (address) => expect(isOurs(address, null)).toBe(false));

  it('the development server, when there is one', () => {
    expect(isOurs('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOurs('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
    expect(isOurs('http://localhost:5173.evil.example/', 'http://localhost:5173')).toBe(false);
  });
});
