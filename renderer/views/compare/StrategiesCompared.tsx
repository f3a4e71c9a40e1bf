import { AnchorButton, Button, HTMLSelect } from '@blueprintjs/core';
import { Comparison as ComparisonIcon, Cross, Export } from '@blueprintjs/icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StrategyReport } from '../../../preload/contract.ts';
import { type OverlaidCurve, overlayAxis, overlayChart, overlayColors } from '../../charts/overlay.ts';
import { Chart } from '../../components/Chart.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { periodMetrics } from '../../format/period-metrics.ts';
import { type Compared, compareToo, MOST_COMPARED, refKey, useCompared, withdraw } from '../../state/compared.ts';
import { addressOf } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { useChartColors } from '../../state/theme.ts';
import { exportStrategies } from '../../state/window.ts';
import { besideColumns } from '../run/inspector/beside.tsx';
import { spansOf } from '../run/inspector/spans.ts';
import { Correlations } from './Correlations.tsx';

interface Loaded extends Compared {
  readonly report: StrategyReport;
}

/** Strategies side by side, of one run or of several: their curves, every metric with its difference, their correlation. */
export function StrategiesCompared() {
  const strategies = useCompared((s) => s.strategies);
  const reports = useQueries({ queries: strategies.map(({ ref }) => ({ ...query('strategies.inspect', ref), gcTime: 60_000 })) });
  const failed = reports.find(({ error }) => error);
  const loaded = strategies.flatMap((one, i): Loaded[] => (reports[i]?.data ? [{ ...one, report: reports[i].data }] : []));
  return (
    <>
      <div className="toolbar">
        <ul className="compared-list" aria-label="Compared strategies">
          {strategies.map(({ ref, name }, i) => (
            <li key={refKey(ref)}>
              <span className={`swatch point ${overlayColors[i]!}`} aria-hidden="true" />
              <span className="ellipsis">{name}</span>
              <Button
                size="small"
                variant="minimal"
                icon={<Cross />}
                aria-label={`Take ${name} out`}
                title={`Take ${name} out`}
                onClick={() => withdraw(ref)}
              />
            </li>
          ))}
        </ul>
        <AddFromDatabank />
        <span className="spring" />
        <Button
          size="small"
          icon={<Export />}
          text="Export…"
          disabled={strategies.length === 0}
          onClick={() => exportStrategies(strategies.map(({ ref }) => ref))}
        />
      </div>
      {failed && <Failed what="A strategy" error={failed.error} retry={() => failed.refetch()} />}
      {!failed && loaded.length < strategies.length && <Loading what="the strategies" />}
      {strategies.length < 2 && (
        <Empty
          icon={<ComparisonIcon size={40} />}
          title={strategies.length === 0 ? 'No strategy chosen' : 'One more is needed'}
          action={<AnchorButton href={addressOf({ name: 'databank' })} text="Databank" />}
        >
          Select some in the databank, or press Compare in the inspector of a strategy. The first one is what the others are measured by.
        </Empty>
      )}
      {loaded.length >= 2 && loaded.length === strategies.length && <SideBySide all={loaded} />}
    </>
  );
}

function SideBySide({ all }: { readonly all: readonly Loaded[] }) {
  const colors = useChartColors();
  const [first] = all as [Loaded];
  const curves = useMemo(
    (): OverlaidCurve[] => [
      { name: `Buy and hold (${first.name})`, color: 'neutral', time: first.report.curve.time, equity: first.report.curve.buyAndHold },
      ...all.map(({ name, report }, i) => ({ name, color: overlayColors[i]!, time: report.curve.time, equity: report.curve.equity })),
    ],
    [all, first],
  );
  const option = useMemo(() => overlayChart(curves, spansOf(first.report), colors), [curves, first, colors]);
  const columns = useMemo(() => besideColumns(all.map(({ ref, name, report }) => ({ key: refKey(ref), name, report }))), [all]);
  const named = useMemo(() => all.map(({ ref, name, report }) => ({ ref, name, strategy: report.strategy })), [all]);
  return (
    <>
      <Panel title="Rules" className="compared-rules">
        <dl>
          {all.map(({ ref, name, report }) => (
            <div key={refKey(ref)}>
              <dt>{name}</dt>
              <dd className="mono">{report.strategy}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title="Equity" className="equity">
        <Chart
          option={option}
          label={`Equity of ${all.length} strategies`}
          className="equity-chart"
          axisFor={(sight) => overlayAxis(curves, colors, sight)}
        />
        <p className="help">Growth of 1, without costs, each on its own data. The periods are those of {first.name}.</p>
      </Panel>
      <Panel title="Metrics" actions={<span className="help">Δ is the difference to {first.name}.</span>}>
        <DataTable
          label="Metrics of the strategies"
          columns={columns}
          rows={periodMetrics}
          rowKey={(metric) => metric.key}
          minWidth={168 + 76 * (columns.length - 1)}
        />
      </Panel>
      <Panel title="Correlation of returns">
        <Correlations strategies={named} />
      </Panel>
    </>
  );
}

/** More lines than this nobody looks through: the databank has a search. */
const OFFERED = 200;

function AddFromDatabank() {
  const bank = useQuery(query('databank.list', {}));
  const full = useCompared((s) => s.strategies.length >= MOST_COMPARED);
  const offered = (bank.data ?? []).filter(({ dataset }) => dataset.exists).slice(0, OFFERED);
  if (bank.error) return <Button text="The databank could not be loaded: try again" onClick={() => bank.refetch()} />;
  return (
    <HTMLSelect
      aria-label="Add from the databank"
      value=""
      disabled={full || offered.length === 0}
      options={[
        { value: '', label: bank.isLoading ? 'Loading the databank …' : 'Add from the databank' },
        ...offered.map(({ id, run, strategy }) => ({ value: String(id), label: `#${id} · ${run.name} · ${strategy.slice(0, 60)}` })),
      ]}
      onChange={({ currentTarget }) => {
        const entry = offered.find(({ id }) => String(id) === currentTarget.value);
        if (entry) compareToo({ ref: { entry: entry.id }, name: `#${entry.id}` });
      }}
    />
  );
}
