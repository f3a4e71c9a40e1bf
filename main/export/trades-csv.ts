import { endings, tradesOf } from '../backtest/analysis/trades.ts';
import { signals } from '../backtest/signals.ts';
import { print } from '../strategy/print.ts';
import type { ExportedStrategy, ExportFile, ExportInput, ExportOptions } from './input.ts';
import { csvText } from './table.ts';

const header = [
  ...['strategy', 'id', 'side', 'quantity', 'entryTime', 'exitTime', 'entryPrice', 'exitPrice'],
  ...['gross', 'fees', 'net', 'return', 'mae', 'mfe', 'bars', 'reason', 'rule'],
];

/**
 * The trades of the strategies over the whole data set, a line each. Every strategy begins with a capital of 1 and puts all
 * of it into each trade, so that its `net` adds up to the growth of its equity. Times in ISO 8601, UTC: when the bar opened
 * at whose close was traded. `return`, `mae` and `mfe` are fractions. There are no fees. Sealed bars have no trades.
 */
export function tradesCsv(inputs: readonly ExportInput[], { separator = ',' }: ExportOptions = {}): ExportFile {
  let number = 0;
  const lines = inputs.flatMap((input) => input.strategies.flatMap((strategy) => tradeLines(strategy, input, ++number)));
  return { name: 'trades.csv', text: csvText([header, ...lines], separator) };
}

function tradeLines({ genome }: ExportedStrategy, { bars, sealed }: ExportInput, strategy: number): (string | number)[][] {
  const trades = tradesOf(signals(genome, bars), bars, sealed);
  const rule = print(genome);
  const time = (bar: number) => new Date(bars.time[bar]!).toISOString();
  let capital = 1;
  return Array.from({ length: trades.count }, (_, i) => {
    const [entry, exit] = [trades.entry[i]!, trades.exit[i]!];
    const [bought, sold] = [bars.close[entry]!, bars.close[exit]!];
    const quantity = capital / bought;
    const gross = quantity * (sold - bought);
    capital += gross;
    return [
      ...[strategy, i + 1, 'long', quantity, time(entry), time(exit), bought, sold, gross, 0, gross],
      ...[trades.return[i]!, trades.mae[i]!, trades.mfe[i]!, exit - entry, endings[trades.ending[i]!]!, rule],
    ];
  });
}
