import { TagInput } from '@blueprintjs/core';

interface TagFieldProps {
  readonly id?: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

/** Tags as they are typed: Enter, a comma or leaving the field adds one. */
export function TagField({ id, tags, onChange }: TagFieldProps) {
  return (
    <TagInput
      values={[...tags]}
      addOnBlur
      addOnPaste
      separator={/[,\n]/}
      placeholder={tags.length === 0 ? 'such as baseline' : ''}
      tagProps={{ minimal: true }}
      inputProps={{ ...(id ? { id } : {}), maxLength: 60 }}
      onChange={(values) => {
        onChange([...new Set(values.map((value) => String(value).trim().slice(0, 60)).filter(Boolean))].slice(0, 50));
      }}
    />
  );
}
