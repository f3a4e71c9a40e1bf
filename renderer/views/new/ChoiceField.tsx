import { HTMLSelect } from '@blueprintjs/core';
import { Field } from '../../components/Field.tsx';
import { changeDraft } from '../../state/draft.ts';
import type { SearchChoice } from '../../state/search-fields.ts';
import type { SectionProps } from './sections.ts';

interface ChoiceFieldProps extends SectionProps {
  readonly name: SearchChoice;
  readonly label: string;
  readonly help: string;
  /** The first one is used where nothing is chosen. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of several, such as an algorithm. */
export function ChoiceField({ draft, errors, name, label, help, options }: ChoiceFieldProps) {
  const value = draft.choices[name] || options[0]!.value;
  return (
    <Field label={label} help={help} error={errors[name]}>
      <HTMLSelect
        fill
        value={value}
        options={[...options]}
        onChange={({ currentTarget }) => changeDraft((d) => ({ ...d, choices: { ...d.choices, [name]: currentTarget.value } }))}
      />
    </Field>
  );
}

/** Options in the order of their texts, with the one that is used by itself first. */
export function optionsOf<Name extends string>(texts: Readonly<Record<Name, string>>, first: Name, names = Object.keys(texts) as Name[]) {
  const rest = names.filter((name) => name !== first);
  return [first, ...rest].map((name) => ({ value: name, label: texts[name] }));
}
