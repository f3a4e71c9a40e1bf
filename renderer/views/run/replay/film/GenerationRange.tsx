import { InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { Field } from '../../../../components/Field.tsx';

interface GenerationRangeProps {
  readonly last: number;
  readonly range: readonly [number, number];
  readonly disabled: boolean;
  /** Null as long as what is written is no stretch of generations. */
  readonly onChange: (range: readonly [number, number] | null) => void;
}

/** From which generation to which. */
export function GenerationRange({ last, range, disabled, onChange }: GenerationRangeProps) {
  const [typed, setTyped] = useState<readonly [string, string]>([String(range[0]), String(range[1])]);
  const read = rangeOf(typed, last);
  const type = (next: readonly [string, string]) => {
    setTyped(next);
    onChange(rangeOf(next, last));
  };
  return (
    <>
      <Field label="From generation" help="The first that is shown." error={read ? undefined : `From 0 to ${last}, not after the last one`}>
        <InputGroup inputMode="numeric" disabled={disabled} value={typed[0]} onValueChange={(text) => type([text, typed[1]])} />
      </Field>
      <Field label="To generation" help="At which the film ends.">
        <InputGroup inputMode="numeric" disabled={disabled} value={typed[1]} onValueChange={(text) => type([typed[0], text])} />
      </Field>
    </>
  );
}

function rangeOf(texts: readonly [string, string], last: number): readonly [number, number] | null {
  const [from, to] = texts.map((text) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)) as [number, number];
  return from <= to && to <= last ? [from, to] : null;
}
