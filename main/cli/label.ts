import { Command } from 'commander';
import { ExpectedError } from '../workbench/errors.ts';
import { dbFlag, print, printJson, type Session, withWorkbench } from './session.ts';

interface LabelFlags {
  readonly name?: string;
  readonly tag?: readonly string[];
  readonly untag?: readonly string[];
  readonly note?: string;
  readonly db?: string;
  readonly json?: boolean;
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export const labelCommand = (session: Session): Command =>
  new Command('label')
    .description('another name, tags and a note for a run; none of it changes its results')
    .argument('<run>', 'number of the run')
    .option('--name <name>', 'what it is called; an empty one is that of its experiment')
    .option('--tag <tag>', 'a tag to add; once for each', collect)
    .option('--untag <tag>', 'a tag to take away; once for each', collect)
    .option('--note <text>', 'a note in place of the one it has; an empty one takes it away')
    .option(...dbFlag)
    .option('--json', 'the run as one JSON object')
    .action((run: string, { db, json, tag = [], untag = [], ...said }: LabelFlags) =>
      withWorkbench(session, { db }, async (workbench) => {
        if (tag.length + untag.length + Object.keys(said).length === 0) {
          throw new ExpectedError('Say what to change: --name, --tag, --untag or --note.');
        }
        const { tags = [] } = workbench.runs.get(run);
        const next = [...tags.filter((one) => !untag.includes(one)), ...tag];
        const labelled = await workbench.handlers['runs.label']({ run, tags: next, ...said });
        const { name, tags: now = [], note } = labelled;
        if (json) printJson(labelled);
        else
          print(
            [`${run}: ${name}`, now.length > 0 ? `tags ${now.join(', ')}` : '', note ? `note: ${note}` : ''].filter(Boolean).join('; '),
          );
      }),
    );
