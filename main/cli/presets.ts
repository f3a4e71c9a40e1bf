import { Command } from 'commander';
import { dbFlag, print, printJson, type Session, withWorkbench } from './session.ts';
import { table } from './table.ts';

export const presetsCommand = (session: Session): Command =>
  new Command('presets')
    .description('experiments to start from: those that come with the program, and those you saved in the window')
    .argument('[preset]', 'print this one as an experiment file')
    .option(...dbFlag)
    .option('--json', 'one JSON object a preset')
    .action((preset: string | undefined, flags: { db?: string; json?: boolean }) =>
      withWorkbench(session, flags, async (workbench) => {
        if (preset !== undefined) print(JSON.stringify(workbench.presets.get(preset).experiment, null, 2));
        else if (flags.json) for (const one of workbench.presets.list()) printJson(one);
        else {
          const rows = workbench.presets
            .list()
            .map(({ id, name, tags, note }) => [id, name, tags.join(', '), note.replace(/\s+/g, ' ').slice(0, 80)]);
          for (const line of table([['preset', 'name', 'tags', 'note'], ...rows])) print(line);
          print('organism run --preset PRESET');
        }
      }),
    );
