/**
 * What the two ends of the IPC say to each other. A transport is two members; the WebSocket is one, the tests have another
 * in memory. Nothing else knows how messages travel.
 */

export interface Transport {
  /** @throws DOMException `DataCloneError` for a message that cannot be cloned. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What the page says. `invoke` is ipcRenderer.invoke, `answer` the reply to a question. */
export type FromPage =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer };

/** What the host says. `event` is webContents.send, `ask` a dialog. */
export type FromHost =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question };

/** A dialog that the page shows in place of a native one. */
export type Question =
  /** Choose a file on the user's machine; `accept` as in `<input accept>`, empty for any. */
  | { readonly kind: 'open'; readonly title: string; readonly accept: string }
  /** Name a file on the host's machine; `problem` says why the last answer was no good. */
  | { readonly kind: 'path'; readonly title: string; readonly path: string; readonly button: string; readonly problem: string | null }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly message: string;
      readonly detail: string;
      readonly buttons: readonly string[];
      readonly defaultId: number;
    };

/** null: the user closed the dialog without choosing. */
export type Answer =
  | { readonly kind: 'open'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'message'; readonly button: number }
  | null;
