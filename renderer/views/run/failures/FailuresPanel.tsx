import { Tag } from '@blueprintjs/core';
import { TickCircle } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { FailureView, Run } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';

const columns: Column<FailureView>[] = [
  { key: 'generation', header: 'Gen', width: '56px', align: 'right', cell: (f) => count(f.generation) },
  {
    key: 'state',
    header: 'State',
    width: '116px',
    cell: (f) => (
      <Tag minimal intent={f.quarantined ? 'danger' : 'warning'}>
        {f.quarantined ? 'Quarantined' : 'Failed'}
      </Tag>
    ),
    title: (f) => (f.quarantined ? 'It hung or killed its worker twice, and is never tried again' : 'It got the worst fitness'),
  },
  { key: 'reason', header: 'Reason', width: '34%', cell: (f) => f.reason, title: (f) => f.reason },
  { key: 'strategy', header: 'Strategy', mono: true, cell: (f) => f.strategy, title: (f) => f.strategy },
  {
    key: 'reproducer',
    header: 'Evaluate again',
    width: '142px',
    cell: (f) => <CopyButton label="Copy command" text={() => f.reproducer} />,
    title: (f) => f.reproducer,
  },
];

/** Strategies that could not be evaluated, with the reason and a line for the shell that tries it again. */
export function FailuresPanel({ run }: { readonly run: Run }) {
  const failures = useQuery({ ...query('runs.failures', { run: run.id }), refetchOnMount: 'always' });
  if (failures.error) return <Failed what="The failures" error={failures.error} retry={() => failures.refetch()} />;
  if (!failures.data) return <Loading what="the failures" />;
  if (failures.data.length === 0)
    return (
      <Empty icon={<TickCircle size={40} />} title="No failures">
        Every strategy of this run could be evaluated. One that throws, hangs or kills its worker would be listed here with the reason; the
        run goes on without it.
      </Empty>
    );
  return (
    <div className="hall">
      <div className="toolbar">
        <span className="muted">
          {count(failures.data.length)} strategies could not be evaluated and got the worst fitness. The command evaluates one again, alone.
        </span>
      </div>
      <DataTable label="Failures" className="fill" columns={columns} rows={failures.data} rowKey={(f) => f.strategy} minWidth={860} />
    </div>
  );
}
