import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type ExportFormat, exportFormats } from '../../preload/contract.ts';
import { type ExportOptionFlags, exportOptionFlags, optionsOf } from './export-options.ts';
import { dbFlag, print, type Session, wholeNumber, withWorkbench } from './session.ts';

interface ExportFlags extends ExportOptionFlags {
  readonly top: number;
  readonly format: ExportFormat;
  readonly out: string;
  readonly db?: string;
}

export const exportCommand = (session: Session): Command =>
  exportOptionFlags(
    new Command('export')
      .description('write the best strategies of a run to a file')
      .argument('<run>', 'number of the run, from `organism runs`')
      .option('--top <n>', 'how many of the hall of fame', wholeNumber(1), 10)
      .addOption(new Option('--format <format>', 'what to write').choices(exportFormats).makeOptionMandatory())
      .requiredOption('--out <dir>', 'folder to write into; it is made if need be')
      .option(...dbFlag),
  ).action((run: string, flags: ExportFlags) =>
    withWorkbench(session, flags, async (workbench) =>
      print(`wrote ${await workbench.writeExport(run, flags.format, flags.top, resolve(flags.out), optionsOf(flags))}`),
    ),
  );
