import { Button } from '@blueprintjs/core';
import type { GivenImportOptions, ImportFinding, ImportFindingKind, ImportFindings } from '../../../../preload/contract.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { count } from '../../../format/numbers.ts';
import { choose } from '../../../state/import-data.ts';
import { kinds, noteTitles } from './remedies.ts';

interface FindingListProps {
  readonly findings: ImportFindings;
  readonly place: 'line' | 'row';
  /** Problems offer what can be done about them; notes only tell. */
  readonly as: 'problems' | 'notes';
  readonly format: 'csv' | 'parquet';
  readonly options: GivenImportOptions;
  readonly busy: boolean;
}

/** What was found in a file, by kind: each with its line, and where one is needed with a choice. */
export function FindingList({ findings, place, as, format, options, busy }: FindingListProps) {
  const groups = [...Map.groupBy(findings.listed, ({ kind }) => kind)];
  return (
    <div className="findings">
      {groups.map(([kind, listed]) => (
        <section key={kind} className={`finding-group ${as}`} aria-label={titleOf(kind, as)}>
          <header>
            <h3>
              {titleOf(kind, as)} <span className="muted numbers">{count(findings.byKind[kind])}</span>
            </h3>
            <p className="help">{as === 'problems' || kind === 'gaps' ? kinds[kind].help : ''}</p>
            {as === 'problems' && (
              <div className="remedies">
                {remediesOf(kind, format, options).map((remedy) => (
                  <Button key={remedy.text} size="small" text={remedy.text} disabled={busy} onClick={() => choose(remedy.options)} />
                ))}
              </div>
            )}
          </header>
          <DataTable
            label={`${titleOf(kind, as)}, by ${place}`}
            className="finding-table"
            columns={place === 'line' ? byLine : byRow}
            rows={listed}
            rowKey={(_, i) => i}
          />
          {(findings.byKind[kind] ?? 0) > listed.length && (
            <p className="help">The first {count(listed.length)} are listed; all are counted.</p>
          )}
        </section>
      ))}
    </div>
  );
}

const titleOf = (kind: ImportFindingKind, as: 'problems' | 'notes') => (as === 'notes' ? noteTitles[kind] : undefined) ?? kinds[kind].title;

/** What has not been chosen yet, and makes sense for the format. */
const remediesOf = (kind: ImportFindingKind, format: 'csv' | 'parquet', options: GivenImportOptions) =>
  kinds[kind].remedies.filter(({ options: chosen }) => {
    if (format === 'parquet' && 'decimal' in chosen) return false;
    return Object.entries(chosen).some(([name, value]) => options[name as keyof GivenImportOptions] !== value);
  });

const columnsOf = (header: string): Column<ImportFinding>[] => [
  { key: 'line', header, width: '84px', align: 'right', cell: ({ line }) => count(line) },
  { key: 'message', header: 'What was found', cell: ({ message }) => message, title: ({ message }) => message },
];
const byLine = columnsOf('Line');
const byRow = columnsOf('Row');
