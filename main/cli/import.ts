import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Dataset } from '../../preload/contract.ts';
import type { Imported } from '../workbench/library.ts';
import { dbFlag, print, type Session, withWorkbench } from './session.ts';

interface ImportFlags {
  readonly dateFormat?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: '.' | ',';
  readonly column?: Readonly<Record<string, string>>;
  readonly emptyRows?: 'error' | 'drop';
  readonly db?: string;
}

export const importCommand = (session: Session): Command =>
  new Command('import')
    .description('keep the bars of a CSV file as a data set')
    .argument('<file>', 'CSV file; delimiter, columns, dates and epoch units are recognised')
    .addOption(new Option('--date-format <order>', 'what comes first in dates such as 03/04/2005').choices(['dmy', 'mdy', 'ymd']))
    .addOption(new Option('--decimal <sign>', 'decimal sign of prices').choices(['.', ',']))
    .option('--column <role=header>', 'header of a column that is not recognised, such as close=Settle; once for each', column)
    .addOption(new Option('--empty-rows <what>', 'lines without prices').choices(['error', 'drop']))
    .option(...dbFlag)
    .action((file: string, { db, column: columns, ...options }: ImportFlags) =>
      withWorkbench(session, { db }, async (workbench) => {
        report(await workbench.datasets.importFile(resolve(file), { ...options, ...(columns ? { columns } : {}) }));
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
  print(`columns ${columns.map(([role, header]) => `${role} = ${header}`).join(', ')}; dates ${found.dateFormat}; ${found.order}`);
  if (found.duplicatesDropped > 0) print(`lines left out: ${found.duplicatesDropped} repeated`);
  if (found.emptyRowsDropped > 0) print(`lines left out: ${found.emptyRowsDropped} without prices`);
  for (const { line, message } of found.warnings) print(`warning, line ${line}: ${message}`);
  if (found.warningCount > found.warnings.length) print(`… and ${found.warningCount - found.warnings.length} more warnings`);
  print(`organism run --data ${id}`);
}
