import { useMemo } from 'react';
import type { Comparison } from '../../../../preload/contract.ts';
import { comparisonChart } from '../../../charts/comparison.ts';
import { Chart } from '../../../components/Chart.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { metricText } from '../../../format/fitness.ts';
import { NONE } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';

type Setting = Comparison['settings'][number];

/** A chart for each objective that both have, and a table of the settings that differ. */
export function ComparisonView({ comparison: given }: { readonly comparison: Comparison }) {
  const colors = useChartColors();
  const comparison = useMemo(() => toldApart(given), [given]);
  const { runs, objectives } = comparison;
  const settings = comparison.settings.filter((setting) => setting.name !== 'name');
  const charts = useMemo(() => objectives.map((_, i) => comparisonChart(comparison, i, colors)), [comparison, objectives, colors]);
  const columns = useMemo(
    (): Column<Setting>[] => [
      { key: 'name', header: 'Setting', width: '190px', mono: true, cell: (s) => s.name },
      ...runs.map(
        (run, i): Column<Setting> => ({
          key: run.id,
          header: run.name,
          mono: true,
          cell: (s) => written(s.values[i]),
          title: (s) => written(s.values[i]),
        }),
      ),
    ],
    [runs],
  );
  return (
    <>
      {objectives.length === 0 && <p className="muted">They have no objective in common.</p>}
      <div className="compared-key">
        <ul className="legend">
          {runs.map((run, side) => (
            <li key={run.id} className="ellipsis" title={run.name}>
              <span className={`swatch ${side === 0 ? 'accent' : 'highlight'}`} aria-hidden="true" />
              {run.name}
            </li>
          ))}
        </ul>
        <p className="help">Each generation’s best, and dashed its average.</p>
      </div>
      <div className="summaries compared">
        {objectives.map(({ metric }, i) => (
          <Panel key={metric} title={metricText[metric].name} unit={metricText[metric].per} className="summary">
            <Chart option={charts[i]!} label={`${metricText[metric].name}: best and average of both runs`} group="comparison" />
          </Panel>
        ))}
      </div>
      <Panel title={settings.length === 0 ? 'No settings differ' : 'Settings that differ'} className="settings-diff">
        {settings.length > 0 && (
          <DataTable label="Settings that differ" columns={columns} rows={settings} rowKey={(s) => s.name} minWidth={640} />
        )}
      </Panel>
    </>
  );
}

/** Runs that are called the same get their numbers before their names. */
function toldApart(comparison: Comparison): Comparison {
  const [a, b] = comparison.runs;
  if (a.name !== b.name) return comparison;
  const numbered = (run: typeof a) => ({ ...run, name: `Run ${run.id}, ${run.name}` });
  return { ...comparison, runs: [numbered(a), numbered(b)] };
}

const written = (value: unknown): string => (value === undefined ? NONE : typeof value === 'string' ? value : JSON.stringify(value));
