import { SearchTemplate } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../../../preload/contract.ts';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { query } from '../../../state/queries.ts';
import { exportStrategies, type Inspected, useWindow } from '../../../state/window.ts';
import { StrategyActions } from './StrategyActions.tsx';
import { StrategyReportView } from './StrategyReportView.tsx';
import type { StrategySource } from './source.ts';

/** The strategy that was chosen last in this run, in detail. */
export function InspectorPanel({ run }: { readonly run: Run }) {
  const inspected = useWindow((s) => s.inspected);
  if (inspected?.run !== run.id)
    return (
      <Empty icon={<SearchTemplate size={40} />} title="No strategy chosen">
        Choose one in the hall of fame or in the replay, and see here its rule, its trades, what it earned and when.
      </Empty>
    );
  return <Inspection source={{ run: run.id }} shown={inspected} run={run} />;
}

interface InspectionProps {
  readonly source: StrategySource;
  readonly shown: Pick<Inspected, 'strategy' | 'origin'>;
  /** The run that it comes from; null when that is gone. */
  readonly run: Run | null;
}

/** A strategy of a run or of the databank in detail. */
export function Inspection({ source, shown, run }: InspectionProps) {
  const { strategy, origin } = shown;
  const report = useQuery({ ...query('strategies.inspect', { ...source, strategy }), gcTime: 60_000 });
  if (report.error) return <Failed what="The strategy" error={report.error} retry={() => report.refetch()} />;
  if (!report.data) return <Loading what="the strategy" />;
  return (
    <section className="inspector" aria-label={`Strategy · ${origin}`}>
      <h2>Strategy · {origin}</h2>
      <StrategyReportView
        key={strategy}
        report={report.data}
        source={source}
        run={run}
        actions={(text) => (
          <StrategyActions source={source} strategy={text} name={text === report.data.strategy ? origin : `${origin}, edited`} />
        )}
        onExportTrades={() => exportStrategies([{ ...source, strategy: report.data.strategy }], 'trades')}
      />
    </section>
  );
}
