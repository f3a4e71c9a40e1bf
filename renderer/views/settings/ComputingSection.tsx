import { InputGroup } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../../components/Field.tsx';
import { query } from '../../state/queries.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';

const MOST = 256;

const isValid = (text: string) => /^\s*\d*\s*$/.test(text) && (text.trim() === '' || (Number(text) >= 1 && Number(text) <= MOST));

/** How many threads a run gets. */
export function ComputingSection() {
  const workers = useSettings((s) => s.workers);
  const cores = useQuery(query('app.info', {})).data?.workers;
  const [text, setText] = useState(workers === null ? '' : String(workers));
  const accept = (next: string) => {
    setText(next);
    if (isValid(next)) void changeSettings({ workers: next.trim() === '' ? null : Number(next) });
  };
  return (
    <Field
      label="Worker threads of a run"
      help={`Empty: as many as there are cores${cores ? `, here ${cores}` : ''}. Never changes a result; holds for runs that start from now on.`}
      error={isValid(text) ? undefined : `A whole number from 1 to ${MOST}, or nothing`}
    >
      <InputGroup
        className="number-input settings-number"
        inputMode="numeric"
        autoComplete="off"
        placeholder={cores ? String(cores) : ''}
        value={text}
        onValueChange={accept}
      />
    </Field>
  );
}
