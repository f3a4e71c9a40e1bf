import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Dataset } from '../../preload/contract.ts';
import type { Imported } from '../workbench/library.ts';
import { dbFlag, print, type Session, withWorkbench } from './session.ts';

interface ImportFlags {
  readonly dateFormat?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: '.' | ',';
  readonly column?: Readonly<Record<string, string>>;
  readonly timeZone?: string;
  readonly symbol?: string;
  readonly emptyRows?: 'error' | 'drop';
  readonly badRows?: 'error' | 'drop';
  readonly duplicates?: 'error' | 'first' | 'last';
  readonly unordered?: 'error' | 'sort';
  readonly name?: string;
  readonly db?: string;
}

export const importCommand = (session: Session): Command =>
  new Command('import')
    .description('keep the bars of a CSV or Parquet file as a data set')
    .argument('<file>', 'CSV or Parquet file; delimiter, columns, dates and epoch units are recognised')
    .addOption(new Option('--date-format <order>', 'what comes first in dates such as 03/04/2005').choices(['dmy', 'mdy', 'ymd']))
    .addOption(new Option('--decimal <sign>', 'decimal sign of prices').choices(['.', ',']))
    .option('--column <role=header>', 'header of a column that is not recognised, such as close=Settle; once for each', column)
    .option('--time-zone <zone>', 'of times that name none, such as America/New_York (default: UTC)')
    .option('--symbol <name>', 'which instrument to take of a file that holds several')
    .addOption(new Option('--empty-rows <what>', 'lines without prices').choices(['error', 'drop']))
    .addOption(new Option('--bad-rows <what>', 'lines that cannot be read, or whose high is below their low').choices(['error', 'drop']))
    .addOption(new Option('--duplicates <which>', 'which of several bars of one time to take').choices(['error', 'first', 'last']))
    .addOption(new Option('--unordered <what>', 'lines that do not run one way in time').choices(['error', 'sort']))
    .option('--name <name>', 'what the data set is called (default: the name of the file)')
    .option(...dbFlag)
    .action((file: string, { db, name, column: columns, ...options }: ImportFlags) =>
      withWorkbench(session, { db }, async (workbench) => {
        const imported = await workbench.datasets.importFile(resolve(file), { ...options, ...(columns ? { columns } : {}) });
        report(name === undefined ? imported : { ...imported, dataset: await workbench.datasets.rename(imported.dataset.id, name) });
      }),
    );

const roles = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'];

function column(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  const role = text.slice(0, Math.max(at, 0));
  if (!roles.includes(role) || at === text.length - 1) {
    throw new InvalidArgumentError(`It takes role=header, such as close=Settle; the roles are ${roles.join(', ')}.`);
  }
  return { ...before, [role]: text.slice(at + 1) };
}

function report({ dataset, report: found }: Imported): void {
  const { id, name, bars, from, to, hash }: Dataset = dataset;
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  print(`${name}: ${bars} bars from ${day(from)} to ${day(to)}, sha256 ${hash.slice(0, 16)}…`);
  const columns = Object.entries(found.columns).filter(([, header]) => header !== null);
  print(
    `columns ${columns.map(([role, header]) => `${role} = ${header}`).join(', ')}; dates ${found.dateFormat}; ${zoneText(found.timeZone)}${found.order}`,
  );
  if (found.duplicatesDropped > 0) print(`lines left out: ${found.duplicatesDropped} repeated`);
  if (found.emptyRowsDropped > 0) print(`lines left out: ${found.emptyRowsDropped} without prices`);
  if (found.badRowsDropped > 0) print(`lines left out: ${found.badRowsDropped} that cannot be read`);
  if (found.otherSymbolsDropped > 0) print(`lines left out: ${found.otherSymbolsDropped} of other instruments`);
  const place = found.format === 'parquet' ? 'row' : 'line';
  for (const { line, message } of found.warnings) print(`warning, ${place} ${line}: ${message}`);
  if (found.warningCount > found.warnings.length) print(`… and ${found.warningCount - found.warnings.length} more warnings`);
  print(`organism run --data ${id}`);
}

const zoneText = (zone: string) => (zone === 'none' ? '' : `times in ${zone}; `);
