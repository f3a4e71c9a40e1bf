import type { LogbookRow } from '../../../../../preload/contract.ts';
import { metricText, type Objectives } from '../../../../format/fitness.ts';
import { count, decimal, NONE, percent } from '../../../../format/numbers.ts';

interface PairTableProps {
  readonly a: LogbookRow;
  readonly b: LogbookRow;
  readonly objectives: Objectives;
}

interface Line {
  readonly name: string;
  readonly values: readonly [number | null | undefined, number | null | undefined];
  readonly format: (value: number | null | undefined) => string;
}

/** What the logbook says of both generations, and by how much B is different from A. */
export function PairTable({ a, b, objectives }: PairTableProps) {
  const share = (value: number | null | undefined) => percent(value, 0);
  const both = (of: (row: LogbookRow) => number | null | undefined): Line['values'] => [of(a), of(b)];
  const lines: Line[] = [
    ...objectives.flatMap(({ metric, weight }, i): Line[] => {
      const { short, format } = metricText[metric];
      const row = (name: string, of: (row: LogbookRow) => number | null | undefined): Line => ({
        name: `${short}, ${name}`,
        values: both(of),
        format,
      });
      return [
        row('best', ({ fitness }) => (weight > 0 ? fitness[i]?.max : fitness[i]?.min)),
        row('median', ({ quartiles }) => quartiles?.fitness[i]?.median),
        row('average', ({ fitness }) => fitness[i]?.avg),
        row('deviation', ({ fitness }) => fitness[i]?.std),
      ];
    }),
    { name: 'Size, average', values: both(({ size }) => size.avg), format: (v) => decimal(v, 1) },
    { name: 'Without trades', values: both(({ failed }) => failed), format: count },
    { name: 'Distinct strategies', values: both(({ diversity }) => diversity?.genomes), format: share },
    { name: 'Distinct structures', values: both(({ diversity }) => diversity?.structure), format: share },
    { name: 'Distinct behaviour', values: both(({ diversity }) => diversity?.behaviour), format: share },
    { name: 'Hypervolume', values: both(({ hypervolume }) => hypervolume), format: (v) => decimal(v, 3) },
  ];
  return (
    <table className="pair-table" aria-label={`Generations ${a.generation} and ${b.generation}`}>
      <thead>
        <tr>
          <th scope="col">Logbook</th>
          <th scope="col">A · {count(a.generation)}</th>
          <th scope="col">B · {count(b.generation)}</th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {lines
          .filter(({ values }) => values.some((value) => value != null))
          .map(({ name, values: [x, y], format }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{format(x)}</td>
              <td>{format(y)}</td>
              <td>{x == null || y == null ? NONE : `${y > x ? '+' : ''}${format(y - x)}`}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
