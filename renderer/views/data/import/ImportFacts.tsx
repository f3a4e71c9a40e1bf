import { useMemo } from 'react';
import type { ImportPreview } from '../../../../preload/contract.ts';
import { sparkline } from '../../../charts/sparkline.ts';
import { Chart } from '../../../components/Chart.tsx';
import { Stat } from '../../../components/Stat.tsx';
import { barSizeText, barTime } from '../../../format/bars.ts';
import { count } from '../../../format/numbers.ts';
import { useChartColors } from '../../../state/theme.ts';

/** What the bars will be: how many, from when to when, of which size, and how their price went. */
export function ImportFacts({ preview }: { readonly preview: ImportPreview }) {
  const { facts, closes, recognised, gaps } = preview;
  const colors = useChartColors();
  const option = useMemo(() => closes && sparkline(closes, colors), [closes, colors]);
  if (!facts || !recognised) return null;
  const left = recognised.duplicatesDropped + recognised.emptyRowsDropped + recognised.badRowsDropped + recognised.otherSymbolsDropped;
  return (
    <div className="import-facts">
      <dl className="stats">
        <Stat label="Bars" value={count(facts.bars)} />
        <Stat label="First bar" value={barTime(facts.from, facts.barSize)} />
        <Stat label="Last bar" value={barTime(facts.to, facts.barSize)} />
        <Stat label="Bar size" value={barSizeText(facts.barSize)} />
        <Stat label="Times" value={recognised.timeZone === 'none' ? 'dates' : recognised.timeZone} />
        <Stat label="Gaps" value={count(gaps.count)} />
        <Stat label="Left out" value={count(left)} note={preview.place === 'line' ? 'lines' : 'rows'} />
      </dl>
      {option && <Chart option={option} label="Closing prices as they would be imported" className="import-chart" />}
    </div>
  );
}
