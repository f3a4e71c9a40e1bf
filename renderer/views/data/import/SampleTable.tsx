import { HTMLSelect } from '@blueprintjs/core';
import type { BarRole, GivenImportOptions, ImportPreview } from '../../../../preload/contract.ts';
import { count } from '../../../format/numbers.ts';
import { choose } from '../../../state/import-data.ts';

const roles: readonly { readonly value: BarRole; readonly label: string }[] = [
  { value: 'time', label: 'Time' },
  { value: 'clock', label: 'Time of day' },
  { value: 'open', label: 'Open' },
  { value: 'high', label: 'High' },
  { value: 'low', label: 'Low' },
  { value: 'close', label: 'Close' },
  { value: 'volume', label: 'Volume' },
];

interface SampleTableProps {
  readonly preview: ImportPreview;
  readonly options: GivenImportOptions;
  readonly busy: boolean;
}

/** The first lines as they stand in the file, and above each column what it is taken for. */
export function SampleTable({ preview, options, busy }: SampleTableProps) {
  const { columns, sample, recognised, place, problems } = preview;
  const wrong = new Map(problems.listed.map((found) => [found.line, found.message]));
  const roleOf = (name: string) => {
    const chosen = roles.find(({ value }) => options.columns?.[value] === name);
    if (chosen) return chosen.value;
    const found = recognised && roles.find(({ value }) => recognised.columns[value] === name && options.columns?.[value] === undefined);
    return found?.value ?? '';
  };
  const set = (name: string, role: string) => {
    const others = Object.entries(options.columns ?? {}).filter(([other, column]) => other !== role && column !== name);
    const next = { ...Object.fromEntries(others), ...(role === '' ? {} : { [role]: name }) };
    void choose({ columns: Object.keys(next).length === 0 ? undefined : next });
  };
  return (
    <div className="sample-scroll">
      <table className="sample" aria-label="The first lines of the file">
        <thead>
          <tr>
            <th scope="col" className="muted">
              {place === 'line' ? 'Line' : 'Row'}
            </th>
            {columns.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
              <th key={i} scope="col">
                <span className="column-name" title={name}>
                  {name || '–'}
                </span>
                <HTMLSelect
                  aria-label={`Column ${name} is`}
                  className={roleOf(name) ? 'column-role' : 'column-role unused'}
                  disabled={busy}
                  value={roleOf(name)}
                  options={[{ value: '', label: 'Not used' }, ...roles]}
                  onChange={({ currentTarget }) => set(name, currentTarget.value)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map(({ line, cells }) => (
            <tr key={line} className={wrong.has(line) ? 'wrong' : ''}>
              <td className="muted numbers" title={wrong.get(line)}>
                {count(line)}
              </td>
              {columns.map((name, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
                <td key={i} className={roleOf(name) ? '' : 'unused'} title={cells[i]}>
                  {cells[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
