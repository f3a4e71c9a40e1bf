import { Button, Switch } from '@blueprintjs/core';
import { FloppyDisk } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { LogbookRow, Run } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { logbookText } from '../../../format/logbook.ts';
import { count } from '../../../format/numbers.ts';
import { logbookQuery } from '../../../state/queries.ts';
import { toast, toastError } from '../../../state/toaster.ts';
import { logbookColumns, logbookWidth } from './columns.ts';

/** Which columns there are does not change from row to row: the first ones and the last one tell. */
const telling = (rows: readonly LogbookRow[] = []) => [...rows.slice(0, 3), ...rows.slice(-1)];

/** The logbook: a row a generation, the newest at the end; copied for a spreadsheet, or saved as a file. */
export function LogbookPanel({ run }: { readonly run: Run }) {
  const logbook = useQuery(logbookQuery(run.id));
  const rows = useDeferredValue(logbook.data);
  const [all, setAll] = useState(false);
  const { objectives } = run.experiment;
  const columns = useMemo(() => logbookColumns(objectives, telling(rows), all), [objectives, rows, all]);
  const save = useMutation({
    mutationFn: () => call('exports.logbook', { run: run.id }),
    onSuccess: (saved) => saved && toast(`Saved ${saved.files.join(', ')}`, 'success'),
    onError: toastError,
  });
  if (logbook.error) return <Failed what="The logbook" error={logbook.error} retry={() => logbook.refetch()} />;
  if (!rows) return <Loading what="the logbook" />;
  return (
    <div className="logbook">
      <div className="toolbar">
        <span className="muted">
          {count(rows.length)} {rows.length === 1 ? 'generation' : 'generations'}. Strategies without trades are left out of the fitness
          columns.
        </span>
        <Switch inline className="toolbar-switch" label="All columns" checked={all} onChange={() => setAll(!all)} />
        <CopyButton label="Copy" text={() => call('runs.logbookText', { run: run.id, format: 'tsv' })} />
        <CopyButton label="Copy text" text={() => logbookText(objectives, rows)} />
        <Button
          size="small"
          variant="minimal"
          icon={<FloppyDisk />}
          text="Export CSV…"
          title="Every column with every digit, as a file"
          loading={save.isPending}
          onClick={() => save.mutate()}
        />
      </div>
      <DataTable
        label="Logbook"
        className="fill"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.generation}
        followEnd
        minWidth={logbookWidth(columns)}
        empty={<p className="table-empty muted">The first row appears when generation 0 is evaluated.</p>}
      />
    </div>
  );
}
