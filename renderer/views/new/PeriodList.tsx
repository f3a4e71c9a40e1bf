import { Button } from '@blueprintjs/core';
import { Plus } from '@blueprintjs/icons';
import { changeDraft, type Draft, type DraftPeriod, type PeriodRole, periodRoles } from '../../state/draft.ts';
import { withoutPeriod, withoutSplit, withPeriod } from '../../state/held-out.ts';
import { type DraftErrors, equalParts } from '../../state/read-draft.ts';
import { GenerateSplit } from './GenerateSplit.tsx';
import { PeriodRow } from './PeriodRow.tsx';

interface PeriodListProps {
  readonly draft: Draft;
  /** Of training, the default ones where none are given. */
  readonly training: readonly DraftPeriod[];
  readonly bars: number;
  readonly time: Float64Array | undefined;
  readonly errors: DraftErrors;
}

const titles = { periods: 'Training', validation: 'Validation', holdout: 'Holdout' } as const;

/** The periods by bar, each with its dates: those the fitness is averaged over, and those kept from the search. */
export function PeriodList({ draft, training, bars, time, errors }: PeriodListProps) {
  const of = (role: PeriodRole) => (role === 'periods' ? training : draft[role]);
  const change = (role: PeriodRole, index: number, part: Partial<DraftPeriod>) =>
    changeDraft((d) => ({ ...d, kept: withoutSplit(d), [role]: of(role).map((p, i) => (i === index ? { ...p, ...part } : p)) }));
  const set = (periods: readonly DraftPeriod[] | null) =>
    changeDraft((d) => ({ ...d, kept: withoutSplit(d), periods, validation: [], holdout: [] }));
  return (
    <fieldset className="periods" disabled={draft.fork !== null}>
      <legend>Periods</legend>
      <p className="help">Fitness is the average over training, so a rule has to work in each. Bars outside are never seen.</p>
      {draft.kept.split ? (
        <p className="split-note">
          The experiment cuts the data when it starts ({draft.kept.split.method}). “Generate…” shows how, and lets you change it.
        </p>
      ) : (
        <div className="period-scroll">
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
            {periodRoles.map((role) => (
              <tbody key={role} aria-label={titles[role]}>
                {of(role).map((period, i) => (
                  <PeriodRow
                    key={period.id}
                    role={role}
                    index={i}
                    period={period}
                    bars={bars}
                    time={time}
                    errors={errors}
                    onChange={(part) => change(role, i, part)}
                    onRemove={
                      role === 'periods' && training.length === 1 ? null : () => changeDraft((d) => withoutPeriod(d, role, i, bars))
                    }
                  />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {errors.periods && (
        <p className="help error" role="alert">
          {errors.periods}
        </p>
      )}
      <div className="period-actions">
        <Button
          size="small"
          icon={<Plus />}
          text="Add period"
          disabled={training.length >= 100}
          onClick={() => changeDraft((d) => withPeriod(d, 'periods', bars))}
        />
        <Button
          size="small"
          icon={<Plus />}
          className="add-validation"
          text="Validation"
          title="Never trained on: the champion of each generation is judged on it"
          onClick={() => changeDraft((d) => withPeriod(d, 'validation', bars))}
        />
        <Button
          size="small"
          icon={<Plus />}
          className="add-holdout"
          text="Holdout"
          title="Sealed until you open it after the run"
          onClick={() => changeDraft((d) => withPeriod(d, 'holdout', bars))}
        />
        <GenerateSplit draft={draft} bars={bars} time={time} />
        <Button size="small" variant="minimal" text="Split equally" onClick={() => set(equalParts(bars, training.length))} />
        <Button
          size="small"
          variant="minimal"
          text="Three equal"
          disabled={draft.periods === null && draft.validation.length + draft.holdout.length === 0}
          onClick={() => set(null)}
        />
      </div>
    </fieldset>
  );
}
