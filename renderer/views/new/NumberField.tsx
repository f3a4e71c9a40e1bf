import { InputGroup } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { changeDraft, type Draft, type DraftNumber } from '../../state/draft.ts';
import type { DraftErrors } from '../../state/read-draft.ts';

interface NumberFieldProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly name: DraftNumber;
  readonly label: string;
  readonly help: string;
  readonly unit?: string;
  readonly placeholder?: string;
  /** What the arrow keys add and take away. */
  readonly step?: number;
  /** Takes a whole row: its explanation is long. */
  readonly wide?: boolean;
  /** A fork keeps it. */
  readonly locked?: boolean;
}

/** A number of the form, right-aligned, with its unit; the arrow keys change it. */
export function NumberField({
  draft,
  errors,
  name,
  label,
  help,
  unit,
  placeholder,
  step = 1,
  wide = false,
  locked = false,
}: NumberFieldProps) {
  const set = (value: string) => changeDraft((d) => ({ ...d, numbers: { ...d.numbers, [name]: value } }));
  const value = draft.numbers[name];
  return (
    <Field label={label} help={help} error={errors[name]} wide={wide}>
      <InputGroup
        className="number-input"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        readOnly={locked}
        {...(locked ? { title: 'A fork keeps it.' } : {})}
        {...(placeholder ? { placeholder } : {})}
        onValueChange={set}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          if (locked) return;
          const next = (Number(value) || 0) + (event.key === 'ArrowUp' ? step : -step);
          set(String(Number(Math.max(0, next).toFixed(6))));
        }}
        {...(unit ? { rightElement: <span className="input-unit">{unit}</span> } : {})}
      />
    </Field>
  );
}
