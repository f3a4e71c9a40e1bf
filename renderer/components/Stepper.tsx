import { Button } from '@blueprintjs/core';
import { Minus, Plus } from '@blueprintjs/icons';

interface StepperProps {
  readonly label: string;
  readonly value: string;
  /** Shown in another weight: it is not what it would be by itself. */
  readonly changed: boolean;
  readonly onChange: (value: string) => void;
}

/** A small whole number with a button to either side; never below 0. */
export function Stepper({ label, value, changed, onChange }: StepperProps) {
  const number = Number(value) || 0;
  return (
    <fieldset className="stepper" aria-label={label}>
      <Button
        size="small"
        variant="minimal"
        icon={<Minus size={12} />}
        aria-label={`Less ${label}`}
        disabled={number <= 0}
        onClick={() => onChange(String(Math.max(0, Math.ceil(number) - 1)))}
      />
      <output className={`numbers ${changed ? 'changed' : ''}`}>{value}</output>
      <Button
        size="small"
        variant="minimal"
        icon={<Plus size={12} />}
        aria-label={`More ${label}`}
        disabled={number >= 1000}
        onClick={() => onChange(String(Math.floor(number) + 1))}
      />
    </fieldset>
  );
}
