import { HTMLSelect } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { LineageView, Run } from '../../../../preload/contract.ts';
import { ancestryChart } from '../../../charts/ancestry.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { metricText } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { go } from '../../../state/navigation.ts';
import { useChartColors } from '../../../state/theme.ts';
import { trace, visit } from '../../../state/window.ts';
import { OperatorLegend } from '../replay/OperatorLegend.tsx';
import { LineageStep } from './LineageStep.tsx';
import { steps } from './steps.ts';

/** All ancestors as a graph, and the line of first parents step by step with what each operator changed. */
export function AncestryView({ run, lineage }: { readonly run: Run; readonly lineage: LineageView }) {
  const colors = useChartColors();
  const { objectives } = run.experiment;
  const [objective, setObjective] = useState(0);
  const option = useMemo(() => ancestryChart(lineage, objectives, objective, colors), [lineage, objectives, objective, colors]);
  const shown = useMemo(() => steps(lineage.line), [lineage.line]);
  const show = (generation: number, slot: number) => {
    visit({ run: run.id, generation, slot });
    trace(null);
    go({ name: 'run', run: run.id, tab: 'replay' });
  };
  return (
    <div className="report">
      <Panel
        title={`${count(lineage.ancestors.length - 1)} ancestors`}
        className="ancestors"
        actions={
          <span className="axis-choice">
            Up{' '}
            <HTMLSelect
              aria-label="Objective"
              value={objective}
              options={objectives.map(({ metric }, value) => ({ value, label: metricText[metric].name }))}
              onChange={({ currentTarget }) => setObjective(Number(currentTarget.value))}
            />
          </span>
        }
      >
        <Chart
          option={option}
          className="ancestry-chart"
          label={`${lineage.ancestors.length - 1} ancestors by generation and ${metricText[objectives[objective]!.metric].name}`}
          onPoint={(name) => {
            const [generation, slot] = name.split('/').map(Number);
            if (generation !== undefined && slot !== undefined) show(generation, slot);
          }}
        />
        <div className="population-foot">
          <OperatorLegend individuals={lineage.ancestors} champion={false} />
          <span className="spring" />
          <span className="muted">The strong line goes from first parent to first parent. A point opens in the replay.</span>
        </div>
      </Panel>
      <Panel title="From first parent to first parent" className="line">
        <ol className="lineage" aria-label="Line of first parents">
          {shown.map((step) => (
            <LineageStep key={step.origin.generation} step={step} objectives={objectives} onShow={show} />
          ))}
        </ol>
      </Panel>
    </div>
  );
}
