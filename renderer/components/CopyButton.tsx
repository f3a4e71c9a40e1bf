import { Button } from '@blueprintjs/core';
import { Clipboard, Tick } from '@blueprintjs/icons';
import { useEffect, useState } from 'react';
import { toastError } from '../state/toaster.ts';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  readonly label: string;
  /** Called when clicked: long texts are not made before they are asked for. */
  readonly text: () => string | Promise<string>;
}

/** Copies a text and shows for a moment that it did. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await copyText(await text()));
  return (
    <Button
      size="small"
      variant="minimal"
      icon={copied ? <Tick /> : <Clipboard />}
      text={copied ? 'Copied' : label}
      onClick={() => void copy().catch(toastError)}
    />
  );
}
