import { Alert, type AlertProps } from '@blueprintjs/core';
import { useId } from 'react';

interface QuestionProps extends Omit<AlertProps, 'cancelButtonText'> {
  readonly title: string;
  /** Null where there is nothing to choose. */
  readonly cancelButtonText?: string | null;
}

/** A question before something that cannot be undone, with a title; Blueprint's alert has none, and so no name for screen readers. */
export function Question({ title, cancelButtonText = 'Cancel', children, ...props }: QuestionProps) {
  const id = useId();
  const named = { 'aria-labelledby': id };
  const cancel = cancelButtonText === null ? {} : { cancelButtonText, canEscapeKeyCancel: true, canOutsideClickCancel: true };
  return (
    <Alert {...cancel} {...props} {...named}>
      <h2 id={id} className="question-title">
        {title}
      </h2>
      {children}
    </Alert>
  );
}
