import type { MonthsView } from '../../../../preload/contract.ts';
import { Panel } from '../../../components/Panel.tsx';
import { NONE, percent } from '../../../format/numbers.ts';

const CELLS = 13;
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Year'];

/** The return of each month and year, the stronger the colour the larger. The latest year stands first. */
export function MonthsPanel({ months }: { readonly months: MonthsView }) {
  const { firstYear, years } = months;
  const scales = [extreme(months, false), extreme(months, true)] as const;
  return (
    <Panel
      title="Months"
      className="months"
      actions={<span className="help">Return in per cent; flat months are 0. Point at one for buy and hold.</span>}
    >
      {years === 0 ? (
        <p className="muted">There is no month yet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and the keyboard has to be able to do that
        <section className="months-box" aria-label="Months" tabIndex={0}>
          <table aria-label="Returns by month">
            <thead>
              <tr>
                <th scope="col">Year</th>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: years }, (_, i) => firstYear + years - 1 - i).map((year) => (
                <tr key={year}>
                  <th scope="row">{year}</th>
                  {names.map((name, m) => (
                    <Cell
                      key={name}
                      months={months}
                      at={(year - firstYear) * CELLS + m}
                      name={name}
                      scale={scales[m === CELLS - 1 ? 1 : 0]}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

interface CellProps {
  readonly months: MonthsView;
  readonly at: number;
  readonly name: string;
  readonly scale: number;
}

function Cell({ months, at, name, scale }: CellProps) {
  const value = months.strategy[at]!;
  const year = months.firstYear + Math.floor(at / CELLS);
  const sealed = months.sealed[at];
  if (sealed === 2)
    return (
      <td className="sealed" title={`${name} ${year}: sealed`}>
        <span className="sr-only">sealed</span>
      </td>
    );
  if (Number.isNaN(value)) return <td className="none">{NONE}</td>;
  const strength = Math.round(Math.min(1, Math.abs(value) / scale) * 55);
  const color = value < 0 ? 'var(--o-bad)' : 'var(--o-good)';
  const when = name === 'Year' ? String(year) : `${name} ${year}`;
  return (
    <td
      title={`${when}: ${percent(value, 2)}, buy and hold ${percent(months.hold[at], 2)}${sealed === 1 ? '; a part is sealed and left out' : ''}`}
      className={`${name === 'Year' ? 'year' : ''} ${sealed === 1 ? 'partly-sealed' : ''}`}
      style={{ background: strength === 0 ? undefined : `color-mix(in srgb, ${color} ${strength}%, transparent)` }}
    >
      {percent(value, 1).replace('%', '')}
    </td>
  );
}

/** What gets the strongest colour: the 95th percentile of the sizes, so that one crash does not pale all the rest. */
function extreme({ strategy }: MonthsView, ofYears: boolean): number {
  const sizes = Array.from(strategy)
    .filter((value, cell) => (cell % CELLS === CELLS - 1) === ofYears && !Number.isNaN(value))
    .map(Math.abs)
    .sort((a, b) => a - b);
  return sizes[Math.floor(0.95 * (sizes.length - 1))] || 1;
}
