import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { logbookCsv, logbookText } from '../../../format/logbook.ts';
import { count } from '../../../format/numbers.ts';
import { logbookQuery } from '../../../state/queries.ts';
import { logbookColumns, logbookWidth } from './columns.ts';

/** The logbook: a row a generation, the newest at the end. */
export function LogbookPanel({ run }: { readonly run: Run }) {
  const logbook = useQuery(logbookQuery(run.id));
  const { objectives } = run.experiment;
  const columns = useMemo(() => logbookColumns(objectives, logbook.data), [objectives, logbook.data]);
  if (logbook.error) return <Failed what="The logbook" error={logbook.error} retry={() => logbook.refetch()} />;
  if (!logbook.data) return <Loading what="the logbook" />;
  const rows = logbook.data;
  return (
    <div className="logbook">
      <div className="toolbar">
        <span className="muted">{count(rows.length)} generations. Strategies without trades are left out of the fitness columns.</span>
        <span className="spring" />
        <CopyButton label="Copy text" text={() => logbookText(objectives, rows)} />
        <CopyButton label="Copy CSV" text={() => logbookCsv(objectives, rows)} />
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
