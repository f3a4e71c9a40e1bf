import { Button, InputGroup } from '@blueprintjs/core';
import { Cross, Plus } from '@blueprintjs/icons';
import { date, timeAt } from '../../format/time.ts';
import { changeDraft, type DraftPeriod } from '../../state/draft.ts';
import { type DraftErrors, equalParts } from '../../state/read-draft.ts';

interface PeriodListProps {
  readonly periods: readonly DraftPeriod[];
  readonly bars: number;
  readonly time: Float64Array | undefined;
  /** Whether they are the default, equal parts. */
  readonly equal: boolean;
  readonly errors: DraftErrors;
}

const set = (periods: readonly DraftPeriod[] | null) => changeDraft((d) => ({ ...d, periods }));
const nextId = (periods: readonly DraftPeriod[]) => Math.max(-1, ...periods.map((p) => p.id)) + 1;

/** The periods by bar, each with its dates; the fitness is their average. */
export function PeriodList({ periods, bars, time, equal, errors }: PeriodListProps) {
  const dateAt = (bar: number) => (time ? date(timeAt(time, bars, bar)) : '–');
  const change = (index: number, part: Partial<DraftPeriod>) => set(periods.map((p, i) => (i === index ? { ...p, ...part } : p)));
  const add = () => set([...periods, { id: nextId(periods), start: periods.at(-1)?.end ?? '0', end: String(bars) }]);
  return (
    <fieldset className="periods">
      <legend>Periods</legend>
      <p className="help">Fitness is the average over the periods, so a rule has to work in each. Bars outside are never seen.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Period</span>
            </th>
            <th scope="col">From bar</th>
            <th scope="col">To bar</th>
            <th scope="col" className="dates">
              Dates
            </th>
            <th scope="col">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {periods.map((period, i) => {
            const error = errors[`periods.${i}.start`] ?? errors[`periods.${i}.end`] ?? errors[`periods.${i}`];
            const input = (side: 'start' | 'end', label: string) => (
              <InputGroup
                size="small"
                className="number-input"
                inputMode="numeric"
                aria-label={`Period ${i + 1}, ${label}`}
                aria-invalid={Boolean(error)}
                aria-describedby={`period-${period.id}-dates`}
                intent={error ? 'danger' : 'none'}
                value={period[side]}
                onValueChange={(value) => change(i, { [side]: value })}
              />
            );
            return (
              <tr key={period.id}>
                <th scope="row">{i + 1}</th>
                <td>{input('start', 'from bar')}</td>
                <td>{input('end', 'to bar')}</td>
                <td id={`period-${period.id}-dates`} className={error ? 'dates error' : 'dates'} role={error ? 'alert' : undefined}>
                  {error ?? (
                    <>
                      {dateAt(Number(period.start))} <wbr />– {dateAt(Number(period.end) - 1)}
                    </>
                  )}
                </td>
                <td>
                  <Button
                    size="small"
                    variant="minimal"
                    icon={<Cross />}
                    aria-label={`Remove period ${i + 1}`}
                    disabled={periods.length === 1}
                    onClick={() => set(periods.filter((p) => p.id !== period.id))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {errors.periods && (
        <p className="help error" role="alert">
          {errors.periods}
        </p>
      )}
      <div className="period-actions">
        <Button size="small" icon={<Plus />} text="Add period" disabled={periods.length >= 100} onClick={add} />
        <Button size="small" variant="minimal" text="Split equally" onClick={() => set(equalParts(bars, periods.length))} />
        <Button size="small" variant="minimal" text="Three equal" disabled={equal} onClick={() => set(null)} />
      </div>
    </fieldset>
  );
}
