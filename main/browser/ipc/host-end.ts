/** The host's end of the IPC: one for each connected page. */
import { z } from 'zod';
import type { Answer, FromHost, FromPage, Question, Transport } from './transport.ts';

const id = z.int().min(1);
const answer: z.ZodType<Answer> = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open'), name: z.string().min(1), bytes: z.instanceof(Uint8Array) }),
    z.strictObject({ kind: z.literal('path'), path: z.string() }),
    z.strictObject({ kind: z.literal('message'), button: z.int().min(0) }),
  ])
  .nullable();
const fromPage: z.ZodType<FromPage> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('invoke'), id, channel: z.string(), args: z.array(z.unknown()) }),
  z.strictObject({ type: z.literal('answer'), id, answer }),
]);

/** Runs the handler of a channel; rejects when there is none. */
export type Invoke = (channel: string, args: readonly unknown[]) => Promise<unknown>;

export interface HostEnd {
  /** As webContents.send. @throws DOMException `DataCloneError` */
  event(channel: string, args: readonly unknown[]): void;
  /** Shows a dialog in the page. null when the user cancels or the page goes away. */
  ask(question: Question): Promise<Answer>;
  disconnected(): void;
}

/** Its transport's listener throws for a message that is none of the page's. */
export function createHostEnd(transport: Transport, invoke: Invoke): HostEnd {
  const waiting = new Map<number, (answer: Answer) => void>();
  const send = (message: FromHost) => transport.send(message);
  let last = 0;

  async function serve(id: number, channel: string, args: readonly unknown[]): Promise<void> {
    try {
      // Sent inside the try: a result that cannot be cloned fails the call, as in Electron.
      send({ type: 'result', id, value: await invoke(channel, args) });
    } catch (error) {
      // Electron carries the message of an error and nothing else of it.
      send({ type: 'error', id, message: `Error invoking remote method '${channel}': ${error}` });
    }
  }

  transport.onMessage((received) => {
    const message = fromPage.parse(received);
    if (message.type === 'invoke') {
      void serve(message.id, message.channel, message.args);
    } else {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    }
  });

  return {
    event: (channel, args) => send({ type: 'event', channel, args }),
    ask: (question) =>
      new Promise((resolve) => {
        const id = ++last;
        waiting.set(id, resolve);
        send({ type: 'ask', id, question });
      }),
    disconnected() {
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
    },
  };
}
