import { resolve } from 'node:path';
import { Command } from 'commander';
import { dbFlag, print, type Session, withWorkbench } from './session.ts';

export const importCommand = (session: Session): Command =>
  new Command('import')
    .description('keep the bars of a CSV file as a data set')
    .argument('<file>', 'CSV file; delimiter, columns, dates and epoch units are recognised')
    .option(...dbFlag)
    .action((file: string, flags: { db?: string }) =>
      withWorkbench(session, flags, async (workbench) => {
        const { dataset, report } = await workbench.datasets.importFile(resolve(file));
        const { id, name, bars, from, to, hash } = dataset;
        const day = (time: number) => new Date(time).toISOString().slice(0, 10);
        print(`${name}: ${bars} bars from ${day(from)} to ${day(to)}, sha256 ${hash.slice(0, 16)}…`);
        const columns = Object.entries(report.columns).filter(([, header]) => header !== null);
        print(`columns ${columns.map(([role, header]) => `${role} = ${header}`).join(', ')}; dates ${report.dateFormat}; ${report.order}`);
        if (report.duplicatesDropped > 0) print(`${report.duplicatesDropped} repeated lines left out`);
        for (const { line, message } of report.warnings) print(`warning, line ${line}: ${message}`);
        if (report.warningCount > report.warnings.length) print(`… and ${report.warningCount - report.warnings.length} more warnings`);
        print(`organism run --data ${id}`);
      }),
    );
