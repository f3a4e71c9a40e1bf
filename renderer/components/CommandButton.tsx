import { Button, type ButtonProps } from '@blueprintjs/core';
import { command, execute } from '../commands/commands.ts';
import { ariaKeys, keysText } from '../commands/keys.ts';

/** What a control that carries out a command says of itself: its name with the shortcut as tooltip, and the shortcut for screen readers. */
export function commandHint(id: string): { readonly title: string; readonly 'aria-keyshortcuts'?: string } {
  const { label, keys } = command(id);
  return keys ? { title: `${label} (${keysText(keys)})`, 'aria-keyshortcuts': ariaKeys(keys) } : { title: label };
}

interface CommandButtonProps extends Pick<ButtonProps, 'icon' | 'intent' | 'size' | 'variant' | 'disabled'> {
  readonly id: string;
  /** Absent: the icon alone, named as the command is. */
  readonly text?: string;
}

/** A button that carries out a command. */
export function CommandButton({ id, text, ...props }: CommandButtonProps) {
  const found = command(id);
  return (
    <Button
      {...props}
      {...commandHint(id)}
      {...(text === undefined ? { 'aria-label': found.label } : { text })}
      onClick={() => execute(found)}
    />
  );
}
