import { Command } from 'commander';
import type { Run } from '../../preload/contract.ts';
import { duration } from './progress.ts';
import { dbFlag, fitnessText, print, printJson, type Session, withWorkbench } from './session.ts';
import { table } from './table.ts';

export const runsCommand = (session: Session): Command =>
  new Command('runs')
    .description('the runs in the database, newest first')
    .option(...dbFlag)
    .option('--tag <tag>', 'only those that have this tag')
    .option('--json', 'one JSON object a run')
    .action((flags: { db?: string; json?: boolean; tag?: string }) =>
      withWorkbench(session, flags, async (workbench) => {
        const { tag } = flags;
        const runs = workbench.runs.list().filter((run) => tag === undefined || run.tags?.includes(tag));
        if (flags.json) for (const run of runs) printJson(run);
        else if (runs.length === 0) print(tag === undefined ? 'No runs yet. `organism run` starts one.' : `No run is tagged ${tag}.`);
        else for (const line of table([header, ...runs.map(columns)])) print(line);
      }),
    );

const header = ['run', 'state', 'generation', 'started (UTC)', 'computed', 'data', 'name', 'best'];

function columns(run: Run): string[] {
  const { id, state, generation, experiment, dataset, startedAt, seconds, best, fork, place } = run;
  const names = experiment.objectives.map((objective) => objective.metric);
  return [
    id,
    place == null ? state : `queued (${place})`,
    `${Math.max(generation, 0)}/${experiment.generations}`,
    new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    duration(seconds),
    dataset.name,
    `${fork ? `${run.name} (fork of ${fork.run} at ${fork.generation})` : run.name}${run.tags?.length ? ` [${run.tags.join(', ')}]` : ''}`,
    best ? fitnessText(names, best.fitness) : '',
  ];
}
