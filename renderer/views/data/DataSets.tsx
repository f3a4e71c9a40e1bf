import { Button } from '@blueprintjs/core';
import { Database, Import } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Dataset } from '../../../preload/contract.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { count } from '../../format/numbers.ts';
import { date } from '../../format/time.ts';
import { openFile, useImport } from '../../state/import-data.ts';
import { query } from '../../state/queries.ts';
import { DatasetPanel } from './DatasetPanel.tsx';

const columns: Column<Dataset>[] = [
  { key: 'name', header: 'Name', cell: (d) => d.name, title: (d) => d.name },
  { key: 'bars', header: 'Bars', width: '90px', align: 'right', cell: (d) => count(d.bars) },
  { key: 'from', header: 'From', width: '104px', align: 'right', cell: (d) => date(d.from) },
  { key: 'to', header: 'To', width: '104px', align: 'right', cell: (d) => date(d.to) },
  { key: 'source', header: 'Source', width: '36%', cell: (d) => d.source, title: (d) => d.source },
];

/** The data sets, and the prices of the one that is chosen. */
export function DataSets() {
  const datasets = useQuery(query('datasets.list', {}));
  const open = useMutation({ mutationFn: openFile });
  const imported = useImport((s) => s.imported);
  const [chosen, setChosen] = useState<string | null>(imported);
  // What has just been imported is what one wants to see.
  useEffect(() => {
    if (imported !== null) setChosen(imported);
  }, [imported]);
  const dataset = datasets.data?.find((d) => d.id === chosen) ?? datasets.data?.[0];
  return (
    <>
      <header className="view-head">
        <h1>Data</h1>
        <p className="muted">Any CSV or Parquet file with open, high, low and close. It can be dropped anywhere on the window.</p>
        <span className="spring" />
        <Button intent="primary" icon={<Import />} text="Import…" loading={open.isPending} onClick={() => open.mutate()} />
      </header>
      <div className="view-body data-view">
        {datasets.error && <Failed what="The data sets" error={datasets.error} retry={() => datasets.refetch()} />}
        {datasets.isLoading && <Loading what="the data sets" />}
        {datasets.data && datasets.data.length === 0 && (
          <Empty icon={<Database size={40} />} title="No data yet">
            Import a CSV or Parquet file of bars to begin.
          </Empty>
        )}
        {datasets.data && datasets.data.length > 0 && (
          <DataTable
            label="Data sets"
            className="datasets"
            columns={columns}
            rows={datasets.data}
            rowKey={(d) => d.id}
            onOpen={(d) => setChosen(d.id)}
            selected={(d) => d.id === dataset?.id}
            minWidth={640}
          />
        )}
        {dataset && <DatasetPanel key={dataset.id} dataset={dataset} />}
      </div>
    </>
  );
}
