/**
 * Who may talk to the host. Any process and any web page on this machine can reach a loopback port, so:
 * - the address that is printed holds a token, good for one visit, which is exchanged for a cookie;
 * - the Host header has to name this machine, or a page of another site could reach us under its own name (DNS rebinding);
 * - a WebSocket has to come from a page of ours (browsers let any page open one, and send the cookie along).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const localNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export class Access {
  /** Part of the printed address; spent by the first visit. */
  readonly token = randomBytes(24).toString('base64url');
  readonly #secret = randomBytes(24).toString('base64url');
  #spent = false;

  /** Any port is good: behind `ssh -L` the browser's differs from ours. */
  hostAllowed(request: IncomingMessage): boolean {
    const host = /^(.+?)(?::\d+)?$/.exec(request.headers.host ?? '');
    return host !== null && localNames.has(host[1]!.toLowerCase());
  }

  originAllowed(request: IncomingMessage): boolean {
    return request.headers.origin === `http://${request.headers.host}`;
  }

  /** The cookie to set for this token, or null when it is wrong or spent. */
  exchange(token: string, port: number): string | null {
    if (this.#spent || !same(token, this.token)) return null;
    this.#spent = true;
    return `${this.#cookieName(port)}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  known(request: IncomingMessage, port: number): boolean {
    const prefix = `${this.#cookieName(port)}=`;
    const cookies = (request.headers.cookie ?? '').split(/; */);
    return cookies.some((cookie) => cookie.startsWith(prefix) && same(cookie.slice(prefix.length), this.#secret));
  }

  /** Cookies do not tell ports apart, and two hosts may run at once. */
  #cookieName(port: number): string {
    return `organism-${port}`;
  }
}
