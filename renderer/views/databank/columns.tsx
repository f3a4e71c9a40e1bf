import { Tag } from '@blueprintjs/core';
import { Pin } from '@blueprintjs/icons';
import type { Metric } from '../../../preload/contract.ts';
import type { Column } from '../../components/DataTable.tsx';
import { Tags } from '../../components/Tags.tsx';
import { metricText } from '../../format/fitness.ts';
import { count, decimal, NONE } from '../../format/numbers.ts';
import { type DatabankRow, metricOf, type Part, useDatabank } from '../../state/databank.ts';

const metric = (part: Part, name: Metric, width: string): Column<DatabankRow> => ({
  key: `${part}.${name}`,
  group: part === 'training' ? 'Training' : 'Validation',
  header: metricText[name].short,
  width,
  align: 'right',
  sortable: true,
  cell: ({ entry }) => {
    const value = metricOf(entry, part, name);
    return value === null ? NONE : metricText[name].format(value);
  },
  title: () => metricText[name].help,
});

const unfold = (id: number) =>
  useDatabank.setState(({ unfolded }) => ({
    unfolded: unfolded.includes(id) ? unfolded.filter((other) => other !== id) : [...unfolded, id],
  }));

export const mark = (id: number) =>
  useDatabank.setState(({ marked }) => ({ marked: marked.includes(id) ? marked.filter((other) => other !== id) : [...marked, id] }));

/** The columns of the table; `marked` and `unfolded` are those of now. */
export function columns(marked: ReadonlySet<number>, unfolded: ReadonlySet<number>): Column<DatabankRow>[] {
  return [
    {
      key: 'marked',
      header: '',
      width: '34px',
      cell: ({ entry }) => (
        <input
          type="checkbox"
          className="mark"
          aria-label={`Select ${entry.id}`}
          checked={marked.has(entry.id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => mark(entry.id)}
        />
      ),
    },
    {
      key: 'pinned',
      header: 'Pinned',
      width: '62px',
      sortable: true,
      cell: ({ entry }) => entry.pinned && <Pin title="Pinned" className="pinned" />,
    },
    {
      key: 'strategy',
      header: 'Strategy',
      mono: true,
      sortable: true,
      cell: ({ entry, folded, under }) => (
        <>
          {folded > 0 && (
            <button
              type="button"
              className="unfold"
              aria-expanded={unfolded.has(entry.id)}
              title={`${folded} nearly the same`}
              onClick={(event) => {
                event.stopPropagation();
                unfold(entry.id);
              }}
            >
              {unfolded.has(entry.id) ? '−' : '+'}
              {folded}
            </button>
          )}
          {under && (
            <Tag minimal className="folded-reason">
              {under.reason === 'correlated' ? `ρ ${decimal(under.correlation, 3)}` : under.reason}
            </Tag>
          )}
          {entry.strategy}
        </>
      ),
      title: ({ entry }) => entry.strategy,
    },
    metric('training', 'sharpe', '76px'),
    metric('training', 'maxDrawdown', '112px'),
    metric('training', 'winRate', '84px'),
    metric('training', 'cagr', '76px'),
    metric('training', 'trades', '72px'),
    metric('validation', 'sharpe', '76px'),
    metric('validation', 'cagr', '76px'),
    { key: 'size', header: 'Size', width: '58px', align: 'right', sortable: true, cell: ({ entry }) => count(entry.size) },
    {
      key: 'tags',
      header: 'Tags',
      width: '110px',
      sortable: true,
      cell: ({ entry }) => <Tags tags={entry.tags} most={1} />,
      title: ({ entry }) => [...entry.tags, entry.note].filter(Boolean).join(' · '),
    },
    {
      key: 'run',
      header: 'Run',
      width: '150px',
      sortable: true,
      cell: ({ entry }) => (entry.run.exists ? entry.run.name : `${entry.run.name} (deleted)`),
      title: ({ entry }) =>
        `${entry.run.name}, run ${entry.run.id}, ${entry.rank === null ? 'pinned' : `rank ${entry.rank}`} after generation ${entry.generation}`,
    },
    {
      key: 'data',
      header: 'Data',
      width: '92px',
      sortable: true,
      cell: ({ entry }) => entry.dataset.name,
      title: ({ entry }) => entry.dataset.name,
    },
  ];
}
