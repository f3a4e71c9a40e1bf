import { AnchorButton, Button } from '@blueprintjs/core';
import { Archive } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { DataTable } from '../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { count } from '../../format/numbers.ts';
import { type DatabankRow, filtered, foldedRows, noFilter, sorted, useDatabank } from '../../state/databank.ts';
import { addressOf } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { CorrelationDialog } from './CorrelationDialog.tsx';
import { columns, mark } from './columns.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { FilterBar } from './FilterBar.tsx';
import { SelectionBar } from './SelectionBar.tsx';

/** Entries that are folded at a time: comparing every two of more would take too long. */
const MOST_FOLDED = 2_000;

/** All strategies that are kept, of all runs: to be found, told apart, remembered and taken home. */
export function DatabankView() {
  const bank = useQuery(query('databank.list', {}));
  const state = useDatabank();
  const [correlating, setCorrelating] = useState(false);
  const { text, data, tag, pinned, ranges, sort, marked, opened, folding, threshold, unfolded } = state;
  const entries = bank.data;
  const shown = useMemo(
    () => sorted(filtered(entries ?? [], { text, data, tag, pinned, ranges }), sort),
    [entries, text, data, tag, pinned, ranges, sort],
  );
  const ids = useDeferredValue(
    useMemo(
      () =>
        shown
          .slice(0, MOST_FOLDED)
          .filter(({ dataset }) => dataset.exists)
          .map(({ id }) => id),
      [shown],
    ),
  );
  const share = useDeferredValue(Number(threshold) / 100);
  const fold = useQuery({
    ...query('databank.fold', { entries: ids, threshold: share }),
    enabled: folding && ids.length > 0 && threshold.trim() !== '' && share >= 0 && share <= 1,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const rows = useMemo(() => foldedRows(shown, folding ? fold.data : undefined, unfolded), [shown, folding, fold.data, unfolded]);
  const markedIds = useMemo(() => new Set(marked), [marked]);
  const table = useMemo(() => columns(markedIds, new Set(unfolded)), [markedIds, unfolded]);
  const chosen = shown.filter(({ id }) => markedIds.has(id));
  const entry = entries?.find(({ id }) => id === opened);
  const visible = rows.map((row) => row.entry);
  const runs = new Set(entries?.map(({ run }) => run.id)).size;
  const folded = shown.length - rows.filter(({ under }) => !under).length;
  const foldedText = fold.data ? `, ${count(folded)} of those shown folded` : '';
  const foldingText = !folding ? '' : fold.isFetching ? ', near-duplicates are looked for …' : foldedText;

  return (
    <>
      <header className="view-head">
        <h1>Databank</h1>
        <p className="muted ellipsis">
          {entries && entries.length > 0
            ? `${count(entries.length)} ${entries.length === 1 ? 'strategy' : 'strategies'} of ${count(runs)} ${runs === 1 ? 'run' : 'runs'}${foldingText}`
            : 'The best of every finished run, and what you pin.'}
        </p>
      </header>
      <div className={`view-body databank ${entry ? 'with-entry' : ''}`}>
        {bank.error && <Failed what="The databank" error={bank.error} retry={() => bank.refetch()} />}
        {bank.isLoading && <Loading what="the databank" />}
        {entries?.length === 0 && (
          <Empty
            icon={<Archive size={40} />}
            title="No strategies yet"
            action={<AnchorButton intent="primary" href={addressOf({ name: 'new' })} text="Set up an experiment" />}
          >
            The hall of fame of every finished run comes here by itself; any strategy that you inspect can be pinned.
          </Empty>
        )}
        {entries && entries.length > 0 && (
          <>
            <section className="databank-list" aria-label="Strategies">
              <FilterBar entries={entries} />
              <SelectionBar shown={visible} marked={chosen} onCorrelate={() => setCorrelating(true)} />
              {fold.error && folding && <Failed what="The near-duplicates" error={fold.error} retry={() => fold.refetch()} />}
              <DataTable
                label="Databank"
                className="fill"
                columns={table}
                rows={rows}
                rowKey={(row) => row.entry.id}
                onOpen={(row) => useDatabank.setState({ opened: row.entry.id })}
                onMark={(row: DatabankRow) => mark(row.entry.id)}
                selected={(row) => row.entry.id === opened}
                sort={sort}
                onSort={(key) => useDatabank.setState({ sort: { key, descending: sort.key === key ? !sort.descending : true } })}
                minWidth={1290}
                empty={
                  <div className="table-empty">
                    <p className="muted">None of the {count(entries.length)} strategies passes the filters.</p>
                    <Button size="small" text="Clear filters" onClick={() => useDatabank.setState(noFilter)} />
                  </div>
                }
              />
            </section>
            {entry && <EntryPanel key={entry.id} entry={entry} />}
          </>
        )}
      </div>
      {correlating && <CorrelationDialog entries={chosen.length > 0 ? chosen : visible} close={() => setCorrelating(false)} />}
    </>
  );
}
