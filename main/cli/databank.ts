import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type DatabankEntry, type ExportFormat, exportFormats } from '../../preload/contract.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { type DatabankFlags, filterEntries, metricBound, sortKey } from './databank-filter.ts';
import { type ExportOptionFlags, exportOptionFlags, optionsOf } from './export-options.ts';
import { dbFlag, fitnessText, print, printJson, type Session, withWorkbench } from './session.ts';
import { table } from './table.ts';

interface Flags {
  readonly db?: string;
  readonly json?: boolean;
}

/** One or more entries, by their numbers. */
const entryNumber = (text: string, before: readonly number[] = []): number[] => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It takes numbers of entries, from `organism databank list`.');
  return [...before, Number(text)];
};
const several = (text: string, before: readonly string[] = []): string[] => [...before, text];

export const databankCommand = (session: Session): Command => {
  const databank = new Command('databank').description('the strategies that are kept across runs: list, pin, tag, export, remove');

  const filters = (command: Command): Command =>
    command
      .option('--text <words>', 'only those with these words in rule, run, data, tags or note')
      .option('--data <name>', 'only those of this data set, by id or name')
      .option('--tag <tag>', 'only those with this tag')
      .option('--pinned', 'only those that are pinned')
      .option('--min <metric=value>', 'only those with at least this, such as sharpe=1.5 or validation.cagr=0.05', metricBound, [])
      .option('--max <metric=value>', 'only those with at most this', metricBound, [])
      .addOption(new Option('--sort <key>', 'id, size, or a metric such as validation.sharpe; the largest first').argParser(sortKey))
      .option(...dbFlag);

  filters(databank.command('list', { isDefault: true }).description('what is kept, newest first'))
    .option('--json', 'one JSON object an entry')
    .action((flags: DatabankFlags & Flags) =>
      withWorkbench(session, flags, async (workbench) => {
        const entries = await shown(workbench, flags);
        if (flags.json) for (const entry of entries) printJson(entry);
        else if (entries.length === 0) print('Nothing is kept that passes. Halls of fame of finished runs come here by themselves.');
        else for (const line of table([header, ...entries.map(columns)])) print(line);
      }),
    );

  filters(
    exportOptionFlags(
      databank
        .command('export')
        .description('write strategies to a file: those named, or all that pass the filters')
        .argument('[entries...]', 'numbers of entries', entryNumber)
        .addOption(new Option('--format <format>', 'what to write').choices(exportFormats).makeOptionMandatory())
        .requiredOption('--out <dir>', 'folder to write into; it is made if need be'),
    ),
  ).action((ids: number[] | undefined, flags: DatabankFlags & ExportOptionFlags & Flags & { format: ExportFormat; out: string }) =>
    withWorkbench(session, flags, async (workbench) => {
      const entries = ids && ids.length > 0 ? ids.map((id) => workbench.databank.get(id)) : await shown(workbench, flags);
      if (entries.length === 0) {
        print('Nothing is kept that passes: there is nothing to write.');
        return;
      }
      const strategies = entries.map(({ id }) => ({ entry: id }));
      print(`wrote ${await workbench.exportTo({ strategies, format: flags.format, options: optionsOf(flags) }, resolve(flags.out))}`);
    }),
  );

  databank
    .command('pin')
    .description('keep a strategy of a run for good, or mark entries')
    .argument('[entries...]', 'numbers of entries', entryNumber)
    .option('--run <run>', 'the run whose experiment and data it stands on')
    .option('--strategy <rule>', 'the rule, as text')
    .option(...dbFlag)
    .action((ids: number[] | undefined, flags: Flags & { run?: string; strategy?: string }, command: Command) =>
      withWorkbench(session, flags, async ({ databank: bank }) => {
        const { run, strategy } = flags;
        if ((run === undefined) !== (strategy === undefined)) command.error('error: --run and --strategy belong together');
        if (run !== undefined && strategy !== undefined) print(`pinned as entry ${(await bank.pin({ run, strategy })).id}`);
        else if (ids && ids.length > 0) bank.change(ids, { pinned: true });
        else command.error('error: name entries, or --run and --strategy');
      }),
    );

  const change = (name: string, description: string) =>
    databank
      .command(name)
      .description(description)
      .argument('<entries...>', 'numbers of entries', entryNumber)
      .option(...dbFlag);
  change('unpin', 'take the mark away').action((ids: number[], flags: Flags) =>
    withWorkbench(session, flags, async ({ databank: bank }) => void bank.change(ids, { pinned: false })),
  );
  change('tag', 'give entries a tag, or take it away')
    .option('--add <tag>', 'may be given several times', several)
    .option('--remove <tag>', 'may be given several times', several)
    .action((ids: number[], flags: Flags & { add?: string[]; remove?: string[] }, command: Command) => {
      const { add = [], remove = [] } = flags;
      if (add.length + remove.length === 0) command.error('error: name a tag with --add or --remove');
      return withWorkbench(session, flags, async ({ databank: bank }) => void bank.change(ids, { addTags: add, removeTags: remove }));
    });
  change('note', 'write a note to entries')
    .requiredOption('--text <note>', 'empty takes it away')
    .action((ids: number[], flags: Flags & { text: string }) =>
      withWorkbench(session, flags, async ({ databank: bank }) => void bank.change(ids, { note: flags.text })),
    );
  change('remove', 'take entries out; they can be restored for thirty days').action((ids: number[], flags: Flags) =>
    withWorkbench(session, flags, async ({ databank: bank }) => {
      bank.remove(ids);
      print(`removed; \`organism databank restore ${ids.join(' ')}\` brings them back`);
    }),
  );
  change('restore', 'bring removed entries back').action((ids: number[], flags: Flags) =>
    withWorkbench(session, flags, async ({ databank: bank }) => bank.restore(ids)),
  );
  return databank;
};

async function shown({ databank }: Workbench, flags: DatabankFlags): Promise<DatabankEntry[]> {
  await databank.collect();
  return filterEntries(databank.list(), flags);
}

const header = ['entry', 'pinned', 'run', 'data', 'fitness', 'tags', 'strategy'];

function columns({ id, pinned, run, dataset, objectives, fitness, tags, strategy }: DatabankEntry): string[] {
  const names = objectives.map(({ metric }) => metric);
  const from = run.exists ? `${run.id} ${run.name}` : `${run.name} (deleted)`;
  return [String(id), pinned ? 'yes' : '', from, dataset.name, fitnessText(names, fitness), tags.join(', '), strategy];
}
