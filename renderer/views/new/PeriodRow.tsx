import { Button, InputGroup } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { date, timeAt } from '../../format/time.ts';
import type { DraftPeriod, PeriodRole } from '../../state/draft.ts';
import type { DraftErrors } from '../../state/read-draft.ts';

interface PeriodRowProps {
  readonly role: PeriodRole;
  readonly index: number;
  readonly period: DraftPeriod;
  readonly bars: number;
  readonly time: Float64Array | undefined;
  readonly errors: DraftErrors;
  /** Null where it is the last one that is needed. */
  readonly onRemove: (() => void) | null;
  readonly onChange: (part: Partial<DraftPeriod>) => void;
}

const words = { periods: 'Period', validation: 'Validation', holdout: 'Holdout' } as const;
const marks = { periods: '', validation: 'V', holdout: 'H' } as const;

/** A period by its first bar and the one after its last, with its dates or what is wrong with it. */
export function PeriodRow({ role, index, period, bars, time, errors, onRemove, onChange }: PeriodRowProps) {
  const error = errors[`${role}.${index}.start`] ?? errors[`${role}.${index}.end`] ?? errors[`${role}.${index}`];
  const dateAt = (bar: number) => (time ? date(timeAt(time, bars, bar)) : '–');
  const name = `${words[role]} ${index + 1}`;
  const dates = `${role}-${period.id}-dates`;
  const input = (side: 'start' | 'end', label: string) => (
    <InputGroup
      size="small"
      className="number-input"
      inputMode="numeric"
      aria-label={`${name}, ${label}`}
      aria-invalid={Boolean(error)}
      aria-describedby={dates}
      intent={error ? 'danger' : 'none'}
      value={period[side]}
      onValueChange={(value) => onChange({ [side]: value })}
    />
  );
  return (
    <tr title={period.name}>
      <th scope="row" className={`role-${role}`}>
        {marks[role]}
        {index + 1}
      </th>
      <td>{input('start', 'from bar')}</td>
      <td>{input('end', 'to bar')}</td>
      <td id={dates} className={error ? 'dates error' : 'dates'} role={error ? 'alert' : undefined}>
        {error ?? (
          <>
            <span className="date">{dateAt(Number(period.start))}</span> <span className="date">– {dateAt(Number(period.end) - 1)}</span>
          </>
        )}
      </td>
      <td>
        <Button
          size="small"
          variant="minimal"
          icon={<Cross />}
          aria-label={`Remove ${name.toLowerCase()}`}
          title={`Remove ${name.toLowerCase()}`}
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
        />
      </td>
    </tr>
  );
}
