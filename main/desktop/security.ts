import type { App, Session } from 'electron';
import { isOurs } from './address.ts';

/** No window of ours ever shows another page, opens another window or gets a permission. */
export function denyEverythingElse(app: Pick<App, 'on'>, devAddress: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    for (const name of ['will-navigate', 'will-redirect'] as const) {
      contents.on(name as 'will-navigate', (details) => {
        if (!isOurs(details.url, devAddress)) details.preventDefault();
      });
    }
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** By default Electron grants every permission that a page asks for. */
export function denyPermissions(session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
}
