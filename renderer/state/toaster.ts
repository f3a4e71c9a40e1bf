import { type Intent, OverlayToaster, type Toaster } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { failureOf } from '../client.ts';

let toaster: Promise<Toaster> | null = null;

/** Shows a short message at the bottom of the window. */
export async function toast(message: ReactNode, intent: Intent = 'none', timeout = 6000, action?: ToastAction): Promise<void> {
  toaster ??= OverlayToaster.create({ position: 'bottom', maxToasts: 3 });
  // What is said twice, as by two commands that fail for one reason, stands there once.
  (await toaster).show({ message, intent, timeout, ...(action ? { action } : {}) }, typeof message === 'string' ? message : undefined);
}

/** What can still be done about it, such as to undo it. */
export interface ToastAction {
  readonly text: string;
  readonly onClick: () => void;
}

/** Says what went wrong; what the user cancelled is not mentioned. */
export function toastError(error: unknown): void {
  const failure = failureOf(error);
  if (failure.code === 'cancelled') return;
  const text = [failure.message, ...failure.details.slice(0, 5)].join('\n');
  void toast(failure.code === 'bug' ? `This should not have happened: ${text}` : text, 'danger', 12_000);
}
