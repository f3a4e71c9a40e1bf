import { FormGroup } from '@blueprintjs/core';
import { cloneElement, type ReactElement, useId } from 'react';

interface FieldProps {
  readonly label: string;
  /** One short sentence that says what the setting does. */
  readonly help: string;
  /** Takes a whole row of the form. */
  readonly wide?: boolean;
  readonly error?: string | undefined;
  /** One control; gets the id and the descriptions. */
  readonly children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; intent?: 'danger' | 'none' }>;
}

/** A labelled control with its explanation, or with what is wrong in place of it. */
export function Field({ label, help, error, wide = false, children }: FieldProps) {
  const id = useId();
  return (
    <FormGroup
      label={label}
      labelFor={id}
      intent={error ? 'danger' : 'none'}
      className={wide ? 'field wide' : 'field'}
      helperText={
        <span id={`${id}-help`} className={error ? 'error' : ''} role={error ? 'alert' : undefined}>
          {error ?? help}
        </span>
      }
    >
      {cloneElement(children, { id, 'aria-describedby': `${id}-help`, 'aria-invalid': Boolean(error), intent: error ? 'danger' : 'none' })}
    </FormGroup>
  );
}
