import { type Intent, OverlayToaster, type Toaster } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { failureOf } from '../client.ts';

let toaster: Promise<Toaster> | null = null;

/** Shows a short message at the bottom of the window. */
export async function toast(message: ReactNode, intent: Intent = 'none', timeout = 6000): Promise<void> {
  toaster ??= OverlayToaster.create({ position: 'bottom', maxToasts: 3 });
  (await toaster).show({ message, intent, timeout });
}

/** Says what went wrong; what the user cancelled is not mentioned. */
export function toastError(error: unknown): void {
  const failure = failureOf(error);
  if (failure.code === 'cancelled') return;
  const text = [failure.message, ...failure.details.slice(0, 5)].join('\n');
  void toast(failure.code === 'bug' ? `This should not have happened: ${text}` : text, 'danger', 12_000);
}
