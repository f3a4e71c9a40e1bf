import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../main/desktop/protocol.ts';
import { openSocket, type StartedHost, startHost } from './host.ts';

let host: StartedHost;
let cookie: string;

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request as it stands: fetch would tidy up the path and refuse to set Host. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, async (response) => {
      let text = '';
      for await (const part of response) text += part;
      resolve({ status: response.statusCode!, headers: response.headers, text });
    });
    sent.on('error', reject);
    sent.end();
  });
}

beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.close());

describe('who may talk to the browser host', () => {
  it('refuses a visitor without the token', async () => {
    for (const path of ['/', '/index.js', '/__host/preload.js', '/__host/ipc', '/?token=guess']) {
      expect((await raw(path)).status).toBe(401);
    }
    await expect(openSocket(host.origin, { origin: host.origin })).rejects.toThrow('refused with 403');
  });

  it('gives a cookie for the token, once, that scripts and other sites cannot use', async () => {
    const path = host.address.slice(host.origin.length);
    const first = await raw(path);
    expect(first.status).toBe(200);
    const [set] = first.headers['set-cookie'] as string[];
    expect(set).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    cookie = set!.split(';')[0]!;
    expect(first.text).toContain('url=/');

    expect((await raw(path)).status).toBe(401);
    // Whoever has the cookie and opens the address again is sent on.
    expect((await raw(path, { cookie })).status).toBe(302);
  });

  it('serves the window to whoever has the cookie, with the policy of the desktop', async () => {
    const page = await raw('/', { cookie });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy);
    expect(page.headers['content-type']).toBe('text/html');
    expect(page.text).toContain('<head><script type="module" src="/__host/preload.js"></script>');
    const script = await raw('/index.js', { cookie });
    expect(script.headers['content-type']).toBe('text/javascript');
    expect(script.headers['x-content-type-options']).toBe('nosniff');
    expect((await raw('/missing.js', { cookie })).status).toBe(404);
  });

  it('refuses a Host that is not this machine (DNS rebinding), and takes any port of it (ssh -L)', async () => {
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1.evil.example', '127.0.0.1@evil.example']) {
      expect((await raw('/', { cookie, host: name })).status).toBe(403);
    }
    for (const name of ['localhost:1', '127.0.0.1:9000', '[::1]:80', 'LOCALHOST']) {
      expect((await raw('/', { cookie, host: name })).status).toBe(200);
    }
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%2e%2e%2f%2e%2e%2fetc/passwd',
    '//secret.txt',
    '//evil.example/secret.txt',
    '/__host/../../server.ts',
    '/__host/page/../../server.ts',
    '/__host/%2e%2e/server.ts',
    '/%00',
    '/%zz',
    'http://evil.example/index.html/../../secret.txt',
  ])('gives nothing for %s', async (path) => {
    const answer = await raw(path, { cookie });
    expect([403, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('outside of the window');
    expect(answer.text).not.toContain('import');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await raw('/', { cookie }, method)).status).toBe(405);
  });

  it('opens the socket for our own pages only', async () => {
    for (const origin of ['http://evil.example', 'null', `http://localhost:${host.port}`, `https://127.0.0.1:${host.port}`]) {
      await expect(openSocket(host.origin, { cookie, origin })).rejects.toThrow('refused with 403');
    }
    await expect(openSocket(host.origin, { cookie })).rejects.toThrow('refused with 403');
    await expect(openSocket(host.origin, { cookie: `${cookie}x`, origin: host.origin })).rejects.toThrow('refused with 403');
    const socket = await openSocket(host.origin, { cookie, origin: host.origin });
    expect(socket.readyState).toBe(socket.OPEN);
    socket.terminate();
  });

  it('hangs up on a page that sends nonsense', async () => {
    for (const nonsense of ['text', Buffer.from([99]), Buffer.from([9, 1, 0, 0, 0])]) {
      const socket = await openSocket(host.origin, { cookie, origin: host.origin });
      socket.send(nonsense);
      const code = await new Promise((resolve) => socket.on('close', resolve));
      expect(code).toBe(1003);
    }
  });
});
