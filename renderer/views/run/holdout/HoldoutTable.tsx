import { Unlock } from '@blueprintjs/icons';
import { useMemo } from 'react';
import type { HoldoutReport, Run } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { formatObjective, metricText, type Objectives } from '../../../format/fitness.ts';
import { holdoutCsv } from '../../../format/holdout.ts';
import { count, NONE } from '../../../format/numbers.ts';
import { moment } from '../../../format/time.ts';
import { inspect } from '../../../state/window.ts';

type Row = HoldoutReport['rows'][number];
const parts = [
  ['training', 'Training'],
  ['validation', 'Validation'],
  ['holdout', 'Holdout'],
] as const;

function columns(objectives: Objectives, validated: boolean): Column<Row>[] {
  const shown = parts.filter(([part]) => validated || part !== 'validation');
  return [
    { key: 'rank', header: 'Rank', width: '52px', align: 'right', cell: (_, i) => i + 1 },
    ...objectives.flatMap(({ metric }, i) =>
      shown.map(
        ([part, header]): Column<Row> => ({
          key: `${metric}-${part}`,
          header,
          group: metricText[metric].short,
          width: '84px',
          align: 'right',
          cell: (row) => (row[part] ? <span className={`role-${part}`}>{formatObjective(objectives, row[part], i)}</span> : NONE),
        }),
      ),
    ),
    { key: 'strategy', header: 'Strategy', mono: true, cell: (row) => row.strategy, title: (row) => row.strategy },
  ];
}

/** Training, validation and holdout of each of the best strategies, as they were when the seal was broken. */
export function HoldoutTable({ run, report }: { readonly run: Run; readonly report: HoldoutReport }) {
  const { objectives } = run.experiment;
  const validated = report.rows.some((row) => row.validation);
  const shown = useMemo(() => columns(objectives, validated), [objectives, validated]);
  return (
    <div className="hall">
      <div className="toolbar">
        <Unlock className="holdout-icon" />
        <span>
          Opened <strong className="numbers">{moment(report.openedAt)}</strong> at generation {count(report.generation)}
          <span className="muted">
            {report.openings > 1 ? `, asked for ${count(report.openings)} times` : ''}. These numbers stay as they were then.
          </span>
        </span>
        <span className="spring" />
        <CopyButton label="Copy CSV" text={() => holdoutCsv(objectives, report)} />
      </div>
      <DataTable
        label="Holdout"
        className="fill"
        columns={shown}
        rows={report.rows}
        rowKey={(row) => row.strategy}
        onOpen={(row, i) => inspect({ run: run.id, strategy: row.strategy, origin: `Holdout, rank ${i + 1}` })}
        minWidth={52 + 84 * objectives.length * (validated ? 3 : 2) + 180}
      />
    </div>
  );
}
